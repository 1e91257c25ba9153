import type { Facts, Turn } from "@sdialog/core";
import { expect, it } from "vitest";
import { factsToTell } from "./facts-to-tell.ts";

const facts: Facts = { name: "Ana Ruiz", "order number": "A-4711-X", email: "ana@example.org" };
/** A line a turn, the user's with a dash in front. */
const turnsOf = (lines: readonly string[]): Turn[] =>
  lines.map((line) =>
    line.startsWith("- ") ? { speaker: "User", text: line.slice(2) } : { speaker: "Shop", text: line },
  );
const asksName = "What is your name?";
const asksOrder = "What is your order number?";
const asksBoth = "What is your name and your e-mail?";

it.each<[string[], number, string[], string[]]>([
  [[], 0, [], []],
  [[], 2, [], ["name", "order number"]],
  [["Hello!"], 1, [], ["name"]],
  [[asksOrder], 0, [], ["order number"]],
  [[asksOrder], 1, [], ["order number", "name"]],
  [[asksBoth], 0, [], ["name", "email"]],
  // What was asked for before, and is still untold, comes after what was asked for last.
  [[asksName, "- Why?", asksOrder], 0, [], ["order number", "name"]],
  [[asksName, "- Why?", "Because."], 0, [], ["name"]],
  [[asksName, "- Ana Ruiz", "Fine."], 0, ["name"], []],
  // It may be told again where it is asked for again.
  [[asksName, "- Ana Ruiz", asksBoth], 0, ["name"], ["email", "name"]],
  [["- Hello", "Can you give me more details?"], 0, [], ["name"]],
  [[asksName, "- Why?", "Can you give me more details?"], 0, [], ["name", "order number"]],
  // Nobody has said anything since.
  [[asksName, "- Ana Ruiz", asksName, "- I said so"], 0, ["name"], []],
])("after %j, opening with %i: told %j, may tell %j", (lines, opening, told, allowed) => {
  const moment = { agent: "User", turns: turnsOf(lines) };
  const found = factsToTell(moment, facts, { perMessage: 1, opening });
  expect([found.told, found.allowed]).toEqual([told, allowed]);
  const isFirst = !lines.some((line) => line.startsWith("- "));
  expect(found.now).toEqual(allowed.slice(0, isFirst ? Math.max(1, opening) : 1));
});

// Another word for it may mean it, or something else: who is asked knows.
it.each([
  ["Where did you buy it?", "place of purchase", "York"],
  ["How many kids?", "number of children", "3"],
  ["Who is your GP?", "doctor", "Dr Patel"],
])("%j may ask for the %s", (text, name, value) => {
  const known = { [name]: value, colour: "red" };
  const find = (lines: readonly string[]) =>
    factsToTell({ agent: "User", turns: turnsOf(lines) }, known, { perMessage: 1, opening: 0 });
  expect(find([text])).toMatchObject({ allowed: [], now: [], perhaps: [name] });
  expect(find([text, `- ${value}`, text]).perhaps).toEqual([]);
  expect(find([text, "- Sorry?", "What colour is it?"])).toMatchObject({ now: ["colour"], perhaps: [] });
  expect(find(["What colour is it?", "- Sorry?", text])).toMatchObject({ now: ["colour"], perhaps: [name] });
});

it.each([
  ["So TP448821 is right?", "TP448812", true],
  ["Is it tp448821?", "TP448812", true],
  ["I have 84231 here, right?", "84213", true],
  ["I have TP448821 here.", "TP448812", false],
  ["Is it 448821?", "TP448812", false],
  ["Is it TP4488?", "TP448812", false],
  ["Is it TP448821?", "Ana Ruiz", false],
])("%j may be put right by %j: %j", (text, value, isAnswer) => {
  const moment = { agent: "User", turns: turnsOf([text]) };
  const { answering } = factsToTell(moment, { badge: value }, { perMessage: 1, opening: 0 });
  expect(answering.includes("badge")).toBe(isAnswer);
});
