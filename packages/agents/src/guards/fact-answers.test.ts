import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { factAnswers, isAccused } from "../testing/fact-answers.ts";

const answersOf = (file: string) =>
  factAnswers(readFileSync(new URL(`../../fixtures/fact-answers/${file}`, import.meta.url), "utf8"));

describe.each([
  { file: "later.txt", accused: 0.02, found: 0.95, rows: 150 },
  { file: "nearly.txt", accused: 0.05, found: 1, rows: 42 },
  { file: "besides.txt", accused: 0, found: 0.85, rows: 29 },
])("answers to a question for a fact: $file", ({ file, accused: most, found: least, rows }) => {
  const all = answersOf(file);
  const shareOf = async (isRight: boolean): Promise<number> => {
    const some = all.filter((one) => one.isRight === isRight);
    expect(some.length).toBeGreaterThan(rows);
    const accused = await Promise.all(some.map(isAccused));
    return accused.filter(Boolean).length / some.length;
  };

  it("accuses few of the right ones", async () => {
    expect(await shareOf(true)).toBeLessThanOrEqual(most);
  });

  it("finds most of the wrong ones", async () => {
    expect(await shareOf(false)).toBeGreaterThanOrEqual(least);
  });
});
