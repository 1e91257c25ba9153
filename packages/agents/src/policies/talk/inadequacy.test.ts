import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inadequacy } from "./inadequacy.ts";

const file = new URL("../../../fixtures/answers/answers.txt", import.meta.url);
const answers = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | ") as [string, string]);

const after = (said: readonly string[], facts = {}) =>
  inadequacy(
    said.map((text, index) => ({ speaker: index % 2 === 0 ? "User" : "Bot", text })),
    "User",
    facts,
  );

describe("an answer", () => {
  it.each(answers)("is %s: %s", (use, answer) => {
    expect(after(["Hello.", answer])).toBe(use === "useless" ? "not_understood" : undefined);
  });

  it.each([
    ["empty", ["Hi.", " "], "empty"],
    [
      "said before",
      ["Hi.", "We sell chairs and tables.", "I know. Mine is broken.", "We sell chairs and tables!"],
      "repeated",
    ],
    [
      "said before with more around it",
      [
        "Hi.",
        "We sell chairs and tables.",
        "I know.",
        "We sell chairs and tables, and beds and lamps and carpets and curtains, too, every day.",
      ],
      undefined,
    ],
    [
      "a part of what was said before",
      [
        "Hi.",
        "We sell chairs and tables, and beds and lamps and carpets, every day.",
        "Oh.",
        "We sell chairs and tables.",
      ],
      undefined,
    ],
    ["short, and said before", ["Hi.", "Yes, sure.", "Really?", "Yes, sure."], undefined],
    [
      "a question for what was told",
      ["Hi.", "Your order number?", "A-4711", "What is your order number?"],
      "asked_again",
    ],
    // Whether an answer is about the question is no matter of words: nobody guesses.
    ["about something else", ["Where is my chair?", "We are open from nine to six."], undefined],
  ])("that is %s", (_, said, reason) => {
    expect(after(said, { "order number": "A-4711" })).toBe(reason);
  });
});
