import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { drawTargetAnswers } from "./target-answers.ts";

it("wants 2, 3, 4 and 5 answers in 0.159, 0.683, 0.157 and 0.001 of the cases", () => {
  const draws = 40_000;
  const random = new Random(1);
  const counts = new Map<number, number>();
  for (let draw = 0; draw < draws; draw++) {
    const target = drawTargetAnswers(random);
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  for (const [target, share] of [
    [2, 0.159],
    [3, 0.683],
    [4, 0.157],
    [5, 0.001],
  ] as const) {
    expect(Math.abs((counts.get(target) ?? 0) / draws - share), String(target)).toBeLessThan(0.01);
  }
  expect([...counts.keys()].toSorted()).toEqual([2, 3, 4, 5]);
});
