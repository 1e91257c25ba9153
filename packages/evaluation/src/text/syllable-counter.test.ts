import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dictionarySyllables, dictionaryWords, oddSyllablesModule } from "../references/odd-syllables.ts";
import { defaultSyllableCounter } from "./syllable-counter.ts";

describe("defaultSyllableCounter", () => {
  it("counts words of the dictionary as it does", () => {
    const some = dictionaryWords.filter((_, place) => place % 50 === 0);
    // "Hm" has no vowel there.
    const wrong = some.filter((word) => defaultSyllableCounter(word) !== (dictionarySyllables(word) ?? 1));
    expect(wrong).toEqual([]);
    expect(some.length).toBeGreaterThan(2400);
  });

  it("counts other words by their spelling", () => {
    expect(["flimberjocket", "qqq", "ABOLISHES"].map(defaultSyllableCounter)).toEqual([4, 1, 4]);
  });

  it("holds what `write-odd-syllables.ts` writes", () => {
    expect(readFileSync(new URL("odd-syllables.ts", import.meta.url), "utf8")).toBe(oddSyllablesModule());
  });
});
