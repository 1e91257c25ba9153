import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordEnds, wordsIn } from "./words-in.ts";

describe("wordsIn", () => {
  it("are runs of letters, marks and digits", () => {
    expect(wordsIn("It's 3 o'clock 😂 — über!")).toEqual(["It", "s", "3", "o", "clock", "über"]);
    expect(wordsIn("नमस्ते दुनिया")).toEqual(["नमस्ते", "दुनिया"]);
    expect(wordsIn("👍👍 …")).toEqual([]);
  });

  it("is more than one word in Chinese, Japanese and Thai", () => {
    for (const text of ["我想订一张桌子。", "テーブルを予約したいです。", "ผมอยากจองโต๊ะครับ"])
      expect(wordsIn(text).length).toBeGreaterThan(2);
  });
});

describe("wordEnds", () => {
  it("has an end per run between blanks, in order, inside the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab ,.\n我的ก") }), (text) => {
        const ends = wordEnds(text);
        expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a - b));
        expect(ends.every((end) => end > 0 && end <= text.length)).toBe(true);
      }),
    );
    expect(wordEnds("so  be it.")).toEqual([2, 6, 10]);
  });
});
