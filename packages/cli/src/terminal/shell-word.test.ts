import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellWords } from "../testing/shell-words.ts";
import { shellWord } from "./shell-word.ts";

describe("a word of a command", () => {
  it.each([
    ["runs/one-2.json", "runs/one-2.json"],
    ["budget.tokens=9,user@host:%+", "budget.tokens=9,user@host:%+"],
    ["a run", "'a run'"],
    ["", "''"],
    ["$(date)", "'$(date)'"],
    ["*.json", "'*.json'"],
    ["Ann's", String.raw`'Ann'\''s'`],
    ["é", "'é'"],
    ["a\nb", "'a\nb'"],
  ])("%j is written %s", (text, written) => {
    expect(shellWord(text)).toBe(written);
  });

  it("is one word again, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        expect(shellWords(`sdialog ${shellWord(text)} next`)).toEqual(["sdialog", text, "next"]);
      }),
    );
  });
});
