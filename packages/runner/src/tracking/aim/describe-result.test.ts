import { expect, it } from "vitest";
import { describeResult } from "./describe-result.ts";

const turns = [
  { speaker: "Ann", text: "Hi!" },
  { speaker: 2, text: null },
];

it.each([
  [{ turns, stopReason: "max_turns", id: 1 }, "Ann: Hi!\n2: null\n(max_turns)"],
  [{ turns, stopReason: null }, "Ann: Hi!\n2: null"],
  [{ turns: [], stopReason: "error" }, "(error)"],
  [{ score: 1, turns: "many" }, '{\n  "score": 1,\n  "turns": "many"\n}'],
])("%j is read as %j", (row, text) => {
  expect(describeResult(row)).toBe(text);
});
