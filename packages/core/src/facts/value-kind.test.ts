import { expect, it } from "vitest";
import { type ValueKind, valueKind } from "./value-kind.ts";

const values: Readonly<Record<ValueKind, readonly string[]>> = {
  email: ["ana@example.org", "write to ana@example.org"],
  answer: ["yes", "No.", "nein", "sí"],
  money: ["€ 20", "20 euros", "USD 20", "15 £"],
  phone: ["0151 2345678", "+49 151 2345678", "(030) 123456", "555-123-4567"],
  count: ["7", "999", "two", "zwei", "trois"],
  date: [
    "3 May 1990",
    "1990-05-03",
    "next week",
    "tomorrow",
    "the monday after the holidays ends",
    "gestern",
  ],
  time: ["14:30", "noon", "at 7 pm", "around noon or just after", "à midi"],
  code: ["A-4711-X", "20095", "XJ 4711"],
  // Longer than a date, a time and a code are; a number, words and digits of other things.
  text: [
    "the monday after the very long holidays",
    "around noon or just after lunch",
    "A 47 B 11",
    "flat 12 house3",
    "1000 of my dolls 2",
    "the euro left us",
    "the left leg broke",
    "",
  ],
};

it.each(Object.entries(values))("the form of a value says %s", (kind, wordings) => {
  for (const wording of wordings) expect([wording, valueKind(wording)]).toEqual([wording, kind]);
});

it("is told by any of a fact's wordings, the kinds in their order and not the wordings", () => {
  expect(valueKind({ value: "the third", saidAs: ["3 May 1990"] })).toBe("date");
  expect(valueKind({ value: "at noon", saidAs: ["20 euros"] })).toBe("money");
});
