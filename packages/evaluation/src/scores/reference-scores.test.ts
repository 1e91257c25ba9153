import { Dialog } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { madeText } from "../references/made-texts.ts";
import {
  ContaminationScore,
  NearDuplicateScore,
  NearestReferenceScore,
  NoveltyScore,
} from "./reference-scores.ts";

/** A dialogue of these words, ten a turn. */
function dialogOf(words: readonly string[], id: number | string = words.join(" ")): Dialog {
  const turns = Array.from({ length: Math.ceil(words.length / 10) }, (_, turn) => ({
    speaker: turn % 2 === 0 ? "Ann" : "Ben",
    text: words.slice(turn * 10, turn * 10 + 10).join(" "),
  }));
  return new Dialog({ id, turns });
}
const reference = Array.from({ length: 20 }, (_, seed) => dialogOf(madeText(seed), seed));

describe("looking a dialogue up in others", () => {
  it("finds one that was copied, and nothing in one that shares no word", () => {
    const copy = dialogOf(madeText(3), "copy");
    const strange = dialogOf(madeText(3).map((word) => `x${word}`));
    const expected = [
      [ContaminationScore, 1, 0],
      [NoveltyScore, 0, 1],
      [NearestReferenceScore, 1, 0],
      [NearDuplicateScore, 1, 0],
    ] as const;
    for (const [Score, ofCopy, ofStrange] of expected) {
      const score = new Score({ reference });
      expect([score.name, score.score(copy), score.score(strange)]).toEqual([score.name, ofCopy, ofStrange]);
    }
    expect(new NearestReferenceScore({ reference }).assess(copy).details).toEqual({ nearest: 3 });
  });

  it("does not find a dialogue of the reference in itself, and finds its double", () => {
    const twins = [
      dialogOf(madeText(1), "a"),
      dialogOf(madeText(1), "b"),
      dialogOf(madeText(2), "c"),
    ] as const;
    const score = new NearDuplicateScore({ reference: twins });
    expect(twins.map((dialog) => score.score(dialog))).toEqual([1, 1, 0]);
    expect(score.assess(twins[0]).details).toEqual({ nearest: "b", similarity: 1 });
    expect(new ContaminationScore({ reference: [twins[2]] }).score(twins[2])).toBe(0);
    expect(new NearestReferenceScore({ reference: [twins[2]] }).score(twins[2])).toBeNull();
  });

  it("is what its definition says, whatever the texts", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });
    fc.assert(
      fc.property(
        words,
        fc.array(words, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        (of, others, n) => {
          const grams = (text: readonly string[]): Set<string> =>
            new Set(
              text
                .slice(0, Math.max(0, text.length - n + 1))
                .map((_, at) => text.slice(at, at + n).join(" ")),
            );
          const own = grams(of);
          const held = new Set(others.flatMap((other) => [...grams(other)]));
          const shared = [...own].filter((gram) => held.has(gram)).length;
          const expected = own.size === 0 ? null : shared / own.size;
          const score = new ContaminationScore({ reference: others.map((other) => dialogOf(other)), n });
          expect(score.score(dialogOf(of))).toBe(expected);
        },
      ),
    );
  });

  it("looks for a speaker's turns in anybody's", () => {
    const [first = "", second = ""] = ["a b c d e f", "g h i j k l"];
    const held = new Dialog({
      turns: [
        { speaker: "X", text: first },
        { speaker: "Y", text: "m n o p q r" },
      ],
    });
    const dialog = new Dialog({
      turns: [
        { speaker: "Ann", text: first },
        { speaker: "Ben", text: second },
      ],
    });
    const novelty = (speaker?: string) => new NoveltyScore({ reference: [held], speaker }).score(dialog);
    expect([novelty("ann"), novelty("Ben")]).toEqual([0, 1]);
    expect(novelty()).toBeCloseTo(1 - 3 / 9);
  });

  it("has no value below one n-gram, and says what is wanting", () => {
    const short = dialogOf(["w0", "w1"]);
    for (const name of ["contamination", "novelty", "nearest-reference", "near-duplicate"]) {
      expect(metricByName(name, { reference }).score(short)).toBeNull();
      expect(() => metricByName(name)).toThrow("none were given");
      expect(() => metricByName(name, { reference: [] })).toThrow("the reference has none");
    }
    expect(() => new ContaminationScore({ reference, n: 0 })).toThrow(
      "n must be a whole number of at least 1, not 0",
    );
    expect(() => new NearDuplicateScore({ reference, threshold: 2 })).toThrow("similarity");
  });
});

it.each([0, -1, 1.01, Number.NaN])("refuses %d as the similarity of near duplicates", (threshold) => {
  expect(() => new NearDuplicateScore({ reference, threshold })).toThrow("above 0 and at most 1");
});

it("takes a similarity of 1 for that of texts that are the same, and finds the nearest of several that share words", () => {
  const text = "one two three four five six seven".split(" ");
  const others = [
    dialogOf(text, "same"),
    dialogOf(text.with(6, "eight"), "later"),
    dialogOf(text.with(0, "nought"), "last"),
  ];
  const score = new NearDuplicateScore({ reference: others, threshold: 1 });
  expect(score.assess(dialogOf(text, "new"))).toEqual({
    value: 1,
    details: { nearest: "same", similarity: 1 },
  });
  expect(score.score(dialogOf(text.with(6, "nine"), "new"))).toBe(0);
});
