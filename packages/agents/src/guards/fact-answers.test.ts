import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { factAnswers, isAccused } from "../testing/fact-answers.ts";

const later = factAnswers(
  readFileSync(new URL("../../fixtures/fact-answers/later.txt", import.meta.url), "utf8"),
);

describe("answers to a question for a fact", () => {
  it.each([
    ["right", true, 0, 0.02],
    ["wrong", false, 0.95, 1],
  ] as const)("that are %s are seldom taken for the other", async (_, isRight, least, most) => {
    const some = later.filter((one) => one.isRight === isRight);
    const accused = await Promise.all(some.map(isAccused));
    const share = accused.filter(Boolean).length / some.length;
    expect(some.length).toBeGreaterThan(150);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});
