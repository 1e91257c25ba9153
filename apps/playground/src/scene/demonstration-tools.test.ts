import { expect, it } from "vitest";
import { calculate, checkTable, lookUpOrder } from "./demonstration-tools.ts";

const tools = { lookUpOrder, calculate, checkTable };

it.each([
  ["lookUpOrder", { order_id: "A100" }, { item: "desk lamp", status: "shipped", arrives: "Thursday" }],
  ["lookUpOrder", { order_id: "a300" }, { item: "headphones", status: "delivered", arrives: "yesterday" }],
  ["lookUpOrder", { order_id: "B1" }, { error: "There is no order B1." }],
  ["calculate", { a: 7, operation: "+", b: 2 }, { result: 9 }],
  ["calculate", { a: 7, operation: "-", b: 2 }, { result: 5 }],
  ["calculate", { a: 7, operation: "*", b: 2 }, { result: 14 }],
  ["calculate", { a: 7, operation: "/", b: 2 }, { result: 3.5 }],
  ["checkTable", { hour: 18, people: 8 }, { hour: 18, people: 8, free: true }],
  ["checkTable", { hour: 18, people: 9 }, { hour: 18, people: 9, free: false }],
  ["checkTable", { hour: 19, people: 2 }, { hour: 19, people: 2, free: false }],
] as const)("%s answers %j", async (name, input, answer) => {
  expect(await tools[name].execute(input, { agent: "Ann" })).toEqual(answer);
});
