import { Dialog, Random } from "@sdialog/core";
import { beforeAll, describe, expect, it } from "vitest";
import { bestMixture, mixtureScorer } from "./mixture.ts";
import { type Talk, talksOf } from "./talk.ts";
import { userClusters } from "./user-clusters.ts";

let terse: readonly Talk[];
let wordy: readonly Talk[];
beforeAll(async () => {
  const made = (count: number, words: number) =>
    talksOf(
      Array.from({ length: count }, (_, id) => {
        const text = `${"chair ".repeat(words + (id % 3))}please`;
        return new Dialog({ id, turns: [text, text].map((said) => ({ speaker: "Ann", text: said })) });
      }),
      "Ann",
    );
  [terse, wordy] = await Promise.all([made(12, 1), made(24, 30)]);
});

describe("mixtureScorer", () => {
  it("gives 1 to people themselves, and less the less there is of them", () => {
    const score = mixtureScorer([...terse, ...wordy], [terse, wordy]);
    const right = score([1 / 3, 2 / 3]);
    expect(right.alignment).toBeCloseTo(1, 12);
    expect(right.coverage).toBeCloseTo(1, 12);
    expect(right.value).toBeCloseTo(1, 12);
    const [half, one] = [score([0.5, 0.5]), score([1, 0])];
    expect(half.alignment).toBeLessThan(right.alignment);
    expect(half.coverage).toBeCloseTo(1, 12);
    expect(one.coverage).toBeLessThan(half.coverage);
    expect(one.value).toBeCloseTo((one.alignment + one.coverage) / 2, 12);
    for (const { coverage } of [half, one]) expect(coverage).toBeGreaterThanOrEqual(0);
  });
});

describe("bestMixture", () => {
  it("finds the shares of the types among people, and leaves out whoever is not among them", () => {
    const score = mixtureScorer([...terse, ...wordy], [terse, wordy]);
    const [first = 0, second = 0] = bestMixture(score, 2);
    expect(first + second).toBeCloseTo(1, 12);
    expect(first).toBeGreaterThan(0.25);
    expect(first).toBeLessThan(0.42);
    expect(bestMixture(mixtureScorer(wordy, [terse, wordy]), 2)).toEqual([0, 1]);
  });

  it("takes no step that gains next to nothing", () => {
    const target = [0.6, 0.4];
    const near = (gain: number) =>
      bestMixture((weights) => {
        const value = -gain * Math.abs((weights[0] as number) - (target[0] as number));
        return { alignment: value, coverage: value, value };
      }, 2);
    expect(near(0.001)).toEqual([1, 0]);
    expect(near(1)[0]).toBeCloseTo(0.6, 1);
  });
});

describe("userClusters", () => {
  it("parts users who behave differently, the larger group first", () => {
    const groups = userClusters([...terse, ...wordy], 2, new Random(1));
    expect(groups.map((group) => group.length)).toEqual([24, 12]);
    expect(new Set(groups[1])).toEqual(new Set(terse));
  });

  it("makes no group too small to read anything off, and no more than it is told", () => {
    expect(userClusters([...wordy, ...terse.slice(0, 5)], 2, new Random(1))).toHaveLength(1);
    expect(userClusters(terse.slice(0, 7), 3, new Random(1)).map((group) => group.length)).toEqual([7]);
    expect(userClusters([...terse, ...wordy], 1, new Random(1)).map((group) => group.length)).toEqual([36]);
    expect(userClusters(terse.slice(0, 3).concat(terse.slice(0, 9)), 1, new Random(1))[0]).toHaveLength(12);
  });
});
