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

  it("knows the words that rules of spelling get wrong", async () => {
    // After an update of either package: vitest --update.
    await expect(oddSyllablesModule()).toMatchFileSnapshot("odd-syllables.ts");
  });
});
