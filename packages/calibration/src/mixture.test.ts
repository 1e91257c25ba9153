import { Dialog, Random } from "@sdialog/core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { bestMixture, mixtureScorer } from "./mixture.ts";
import { type Talk, talksOf } from "./talk.ts";
import { talkOf } from "./testing/talk-of.ts";
import { userClusters } from "./user-clusters.ts";

const writing = (...words: number[]) => words.map((each) => talkOf({ words_per_turn: each }));

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

describe("mixtureScorer, by hand", () => {
  it("adds up what distributions share, bin by bin, edges with what is above them", () => {
    const score = mixtureScorer(writing(1, 1, 3, 3.5), [writing(1.5), writing(3, 8)]);
    expect(score([0.5, 0.5]).alignment).toBeCloseTo(0.5 + 0.25, 12);
    expect(score([0.2, 0.8]).alignment).toBeCloseTo(0.2 + 0.4, 12);
    expect(mixtureScorer(writing(3), [writing(2.9)])([1]).alignment).toBe(0);
    expect(mixtureScorer(writing(-1), [writing(1)])([1]).alignment).toBe(1);
  });

  it("compares a feature over those who show it, and groups of features alike", () => {
    const people = writing(1, 5).map(({ fingerprint: { features } }) =>
      talkOf({ ...features, front_loading_ratio: 0.5, identifiers_per_turn: 0.5, politeness_rate: 1 }),
    );
    const mute = talkOf({});
    const shows = talkOf({ words_per_turn: 1, politeness_rate: 0.5, front_loading_ratio: 0.5 });
    const score = mixtureScorer(people, [[mute], [shows]]);
    // D1: half of the words and nothing of politeness; D2: all of the one feature that anybody shows.
    expect(score([0.5, 0.5]).alignment).toBeCloseTo((0.25 + 1) / 2, 12);
    expect(score([1, 0]).alignment).toBe(0);
  });

  it("takes off what is missing and what is invented, against how far people are apart", () => {
    // Of people with 1 and 3 words, each is one deviation from the mean, so they are two apart.
    const score = mixtureScorer(writing(1, 3), [writing(1), writing(1000), writing(3)]);
    expect(score([1, 0, 0]).coverage).toBeCloseTo(1 - (1 + 0) / 4, 12);
    expect(score([0.9, 0.1, 0]).coverage).toBeCloseTo(1 - (1 + 0.4) / 4, 12);
    expect(score([0, 1, 0]).coverage).toBe(0);
    // Who would hardly be met covers nothing.
    expect(score([0.975, 0, 0.025]).coverage).toBeCloseTo(1, 12);
    expect(score([0.976, 0, 0.024]).coverage).toBeCloseTo(0.75, 12);
    expect(mixtureScorer(writing(2, 2), [writing(2)])([1]).coverage).toBe(0);
  });
});

describe("bestMixture", () => {
  it("leaves a candidate behind that only led the way", () => {
    const score = ([a, b, c]: readonly [number, number, number]): number =>
      a + 0.9 * (b + c) + 2 * a * b + 6 * b * c;
    const found = bestMixture((weights) => {
      const value = score(weights as [number, number, number]);
      return { alignment: value, coverage: value, value };
    }, 3);
    expect(found[0]).toBe(0);
    expect(found[1]).toBeCloseTo(0.5, 1);
    expect(score(found as [number, number, number])).toBeGreaterThan(2.39);
  });

  it("has weights that sum to 1, none of them next to nothing, and is no worse than any candidate alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 }), (wanted) => {
        const total = Math.max(
          1,
          wanted.reduce((sum, each) => sum + each, 0),
        );
        const valueOf = (weights: readonly number[]): number =>
          -weights.reduce((sum, weight, at) => sum + (weight - (wanted[at] as number) / total) ** 2, 0);
        const found = bestMixture(
          (weights) => ({ alignment: 0, coverage: 0, value: valueOf(weights) }),
          wanted.length,
        );
        expect(found.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        for (const weight of found) expect(weight === 0 || weight >= 0.025).toBe(true);
        for (const [index] of wanted.entries())
          expect(valueOf(found)).toBeGreaterThanOrEqual(
            valueOf(wanted.map((_, at) => (at === index ? 1 : 0))),
          );
        if (wanted.some((each) => each > 0)) expect(valueOf(found)).toBeGreaterThan(-0.03);
      }),
    );
  });

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

  it("draws the line halfway between the middles of two groups, wherever it began", () => {
    const line = writing(...Array.from({ length: 40 }, (_, index) => index + 1));
    for (const seed of [1, 2, 3, 4, 5]) {
      const [first = [], second = []] = userClusters(line, 2, new Random(seed)).map((group) =>
        group.map((talk) => line.indexOf(talk)).toSorted((a, b) => a - b),
      );
      const [low, high] = first[0] === 0 ? [first, second] : [second, first];
      expect([...low, ...high]).toEqual([...line.keys()]);
      expect(Math.abs(low.length - 20)).toBeLessThanOrEqual(1);
    }
  });

  it("finds every group there is, and no more where all in one are alike", () => {
    const groups = [10, 20, 30].map((count, index) => writing(...Array<number>(count).fill(100 ** index)));
    for (const seed of [1, 2, 3]) {
      const found = userClusters(groups.flat(), 6, new Random(seed));
      expect(found).toEqual([groups[2], groups[1], groups[0]]);
    }
  });
});
