import { Dialog } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confusionsOf } from "./confusions.ts";
import { mishearDialog } from "./mishear-dialog.ts";
import { englishPronunciations } from "./pronunciations.ts";
import { soundDistance } from "./sound-distance.ts";

const dialog = new Dialog({
  turns: Array.from({ length: 10 }, (_, index) => ({
    speaker: index % 2 === 0 ? "Ann" : "Bob",
    text: "I would like to buy two roses for her, please. They are $5 each!",
  })),
});

/** Fewest words to change, leave out or add (Levenshtein). */
function wordErrors(truth: readonly string[], heard: readonly string[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, index) => index);
  for (const word of truth) {
    const next = [(row[0] as number) + 1];
    for (const [index, other] of heard.entries())
      next.push(
        Math.min(
          (row[index] as number) + (word === other ? 0 : 1),
          (row[index + 1] as number) + 1,
          (next[index] as number) + 1,
        ),
      );
    row = next;
  }
  return row.at(-1) as number;
}

describe("mishearDialog", () => {
  it("reads numbers in the language of who says them", async () => {
    const turns = [
      { speaker: "Ann", text: "Das kostet 5,20 €." },
      { speaker: "Bob", text: "£21 ?" },
    ];
    const { turns: heard } = await mishearDialog(
      new Dialog({ turns, personas: { Ann: { language: "German" } } }),
      { wordErrorRate: 0, language: "fr" },
    );
    expect(heard.map(({ text }) => text)).toEqual(["das kostet fünf euro zwanzig", "vingt et une livres"]);
  });

  it("gets as many words wrong as it was asked to, and keeps what was truly said", async () => {
    const clean = await mishearDialog(dialog, { wordErrorRate: 0 });
    expect(clean.turns[0]).toMatchObject({
      text: "i would like to buy two roses for her please they are five dollars each",
      trueText: dialog.turns[0]?.text,
      misheard: { errors: 0, words: 15 },
    });
    const truth = clean.turns.flatMap(({ text }) => text.split(" "));
    for (const rate of [0.05, 0.2, 0.5]) {
      const heard = await mishearDialog(dialog, { wordErrorRate: rate, seed: 3 });
      const errors = heard.turns.reduce(
        (sum, { misheard }) => sum + (misheard as { errors: number }).errors,
        0,
      );
      expect(errors).toBe(Math.round(rate * truth.length));
      // A word that is lost beside one that is added may be counted as one that is taken for another.
      const counted = wordErrors(
        truth,
        heard.turns.flatMap(({ text }) => (text === "" ? [] : text.split(" "))),
      );
      expect(counted).toBeLessThanOrEqual(errors);
      expect(counted).toBeGreaterThanOrEqual(0.8 * errors);
      expect(heard.turns.map(({ trueText }) => trueText)).toEqual(dialog.turns.map(({ text }) => text));
    }
  });

  it("takes words for others, loses and adds some as often as recognisers do, each near where it was said", async () => {
    // Words of one sound each: two that are alike, and one that is like no other.
    const pronunciations = new Map([
      ["pa", ["P", "AA"]],
      ["ba", ["B", "AA"]],
      ["zoo", ["Z", "UW"]],
    ]);
    const said = Array.from({ length: 900 }, (_, at) => ["pa", "ba", "zoo"][at % 3] as string);
    const turns = said.map((text) => ({ speaker: "Ann", text }));
    const { turns: heard } = await mishearDialog(new Dialog({ turns }), {
      wordErrorRate: 1,
      pronunciations,
      seed: 2,
    });
    const counts = { other: 0, lost: 0, added: 0 };
    for (const [at, { text, misheard }] of heard.entries()) {
      const word = said[at] as string;
      const [first = "", more] = text.split(" ");
      expect(misheard).toEqual({ errors: 1, words: 1 });
      if (more !== undefined) {
        counts.added++;
        expect(first).toBe(word);
        expect("a the and uh to i it of".split(" ")).toContain(more);
      } else if (first === "") counts.lost++;
      else {
        counts.other++;
        expect([word, first].toSorted()).toEqual(["ba", "pa"]);
      }
    }
    // 60, 25 and 15 of a hundred, and what sounds like nothing else is lost instead.
    expect(Math.abs(counts.other / 900 - 0.4)).toBeLessThan(0.04);
    expect(Math.abs(counts.lost / 900 - 0.45)).toBeLessThan(0.04);
    expect(Math.abs(counts.added / 900 - 0.15)).toBeLessThan(0.03);
  });

  it("is the same for the same seed, mishears whom it was told to, and refuses what makes no sense", async () => {
    const options = { wordErrorRate: 0.3, seed: 1, speakers: ["Bob"] };
    const heard = await mishearDialog(dialog, options);
    expect(await mishearDialog(dialog, options)).toEqual(heard);
    expect(await mishearDialog(dialog, { ...options, seed: 2 })).not.toEqual(heard);
    expect(heard.turns[0]).toEqual(dialog.turns[0]);
    await expect(mishearDialog(dialog, { wordErrorRate: 2 })).rejects.toMatchObject({
      code: "invalid_argument",
    });
    await expect(mishearDialog(dialog, { rate: 0.1 } as never)).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });
});

describe("confusionsOf", () => {
  it.each([
    ["two", ["to", "too"]],
    ["flower", ["flour"]],
    ["their", ["there"]],
    ["ship", ["chip"]],
    ["bat", ["pat"]],
  ])("takes %s for %j", async (word, others) => {
    const found = confusionsOf(
      word,
      new Set(["to", "too", "flour", "there", "chip", "pat"]),
      await englishPronunciations(),
    );
    expect(found.map((confusion) => confusion.word)).toEqual(expect.arrayContaining(others));
    expect(found.map(({ distance }) => distance)).toEqual(
      found.map(({ distance }) => distance).toSorted((a, b) => a - b),
    );
  });

  it("knows none for a word nobody has written down", async () => {
    expect(confusionsOf("xyzzyx", new Set(), await englishPronunciations())).toEqual([]);
  });
});

describe("soundDistance", () => {
  it.each([
    ["P", "P", 0],
    ["P", "B", 0.3],
    ["P", "K", 0.5],
    ["CH", "SH", 0.5],
    ["IY", "EH", 0.5],
    ["IY", "UW", 0.8],
    ["P", "M", 0.8],
    ["P", "IY", 1.2],
    ["P", "", 0.9],
    ["T", "", 0.5],
    ["AH K", "K", 0.5],
    ["S IY K", "S K", 0.9],
    ["S T AA P", "S AA P", 0.5],
  ])("from %s to %s is %d", (a, b, distance) => {
    const sounds = (text: string): string[] => text.split(" ").filter(Boolean);
    expect(soundDistance(sounds(a), sounds(b))).toBeCloseTo(distance, 9);
    expect(soundDistance(sounds(a), sounds(b), distance + 0.01)).toBeCloseTo(distance, 9);
    if (a !== b && b !== "")
      expect(soundDistance(sounds(a), sounds(b), distance - 0.01)).toBeGreaterThanOrEqual(distance - 1e-9);
  });

  it("is a distance: none to itself, the same both ways, and never longer by a detour", () => {
    const word = fc.array(fc.constantFrom("AH", "IY", "K", "G", "S", "M", "T", "HH"), { maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(soundDistance(a, a)).toBe(0);
        expect(soundDistance(a, b)).toBeCloseTo(soundDistance(b, a), 9);
        expect(soundDistance(a, c)).toBeLessThanOrEqual(soundDistance(a, b) + soundDistance(b, c) + 1e-9);
      }),
    );
  });
});
