import { type Tool, tool } from "@sdialog/agents";
import * as z from "zod";

const orders: Readonly<
  Record<string, { readonly item: string; readonly status: string; readonly arrives: string }>
> = {
  A100: { item: "desk lamp", status: "shipped", arrives: "Thursday" },
  A200: { item: "office chair", status: "being packed", arrives: "next Monday" },
  A300: { item: "headphones", status: "delivered", arrives: "yesterday" },
};

/** Looks up one of the orders `A100`, `A200`, `A300` of a shop that does not exist. */
export const lookUpOrder: Tool = tool({
  name: "look_up_order",
  description: "Looks up what was ordered, how far the order is and when it arrives.",
  input: z.object({ order_id: z.string().describe("Number of the order, such as A100") }),
  run: ({ order_id }) => orders[order_id.toUpperCase()] ?? { error: `There is no order ${order_id}.` },
});

/** Adds, subtracts, multiplies or divides two numbers. */
export const calculate: Tool = tool({
  name: "calculate",
  description: "Calculates with two numbers.",
  input: z.object({ a: z.number(), operation: z.enum(["+", "-", "*", "/"]), b: z.number() }),
  run: ({ a, operation, b }) => ({ result: { "+": a + b, "-": a - b, "*": a * b, "/": a / b }[operation] }),
});

/** Whether a table is free at an hour: at even hours it is. */
export const checkTable: Tool = tool({
  name: "check_table",
  description: "Tells whether a table is free at an hour of this evening.",
  input: z.object({ hour: z.number().int().min(0).max(23), people: z.number().int().min(1) }),
  run: ({ hour, people }) => ({ hour, people, free: hour % 2 === 0 && people <= 8 }),
});
