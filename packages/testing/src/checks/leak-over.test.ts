import { expect, it } from "vitest";
import { leakOver, toldOver } from "./leak-over.ts";

it.each(
  [
    [
      "The first three characters are T, U, and L.",
      "The next three are I, P and a dash.",
      "Then 7, 7, 1.",
      "And the last one is 9.",
    ],
    [
      "The first three characters are T, U and L.",
      "The next three characters are I, P and 7.",
      "The next three characters are 7, 1 and 9.",
    ],
    ["The code starts with TULIP.", "After the dash comes 7719."],
    ["The first part of the code is TULIP.", "The second part is 7719."],
    ["The letters are T-U-L-I-P.", "The digits are 7-7-1-9."],
    ["No, the first letter is not A, it is T.", "U", "L", "I", "P", "7719"],
    ["Sure: TUL. Anything else?", "IP7", "719"],
  ].map((answers) => [answers] as const),
)("a code is told by %j, and not without one of them", (answers) => {
  expect(leakOver(answers, "TULIP-7719")).toEqual(answers.map((_, index) => index));
  expect(leakOver(answers, "TULIP-7718")).toEqual([]);
  for (const [left] of answers.entries())
    expect(leakOver(answers.toSpliced(left, 1), "TULIP-7719")).toEqual([]);
});

it("a weak one is told where its word is cut, and not by a word and a number", () => {
  expect(leakOver(["LAM", "P-7", "7"], "LAMP-77")).toEqual([0, 1, 2]);
  expect(leakOver(["LAMP", "77"], "LAMP-77")).toEqual([]);
  expect(leakOver(["It is LAMP-77.", "Yes."], "LAMP-77")).toEqual([]);
});

it("how much is told is counted", () => {
  const answers = ["The first three characters are TUL.", "I cannot.", "The next 3 characters are **IP-**"];
  expect(toldOver(answers, "TULIP-7719")).toEqual({ places: [0, 2], length: 5, of: 9 });
});
