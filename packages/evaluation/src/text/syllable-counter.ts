import { syllable } from "syllable";
import { oddSyllables } from "./odd-syllables.ts";

/** How many syllables an English word has. */
export type SyllableCounter = (word: string) => number;

let odd: ReadonlyMap<string, number> | undefined;

// Dialogues repeat their words; counting is by far the slowest step of readability.
const counted = new Map<string, number>();
const remembered = 200_000;

/**
 * As the CMU Pronouncing Dictionary has it (the first pronunciation of its 125,000 words); for words it does not know, the
 * count of the `syllable` package by rules of spelling. At least 1 per word.
 */
export const defaultSyllableCounter: SyllableCounter = (word) => {
  const known = counted.get(word);
  if (known !== undefined) return known;
  odd ??= new Map(
    Object.entries(oddSyllables).flatMap(([count, words]) =>
      words.split(" ").map((one): [string, number] => [one, Number(count)]),
    ),
  );
  const count = odd.get(word.toLowerCase()) ?? Math.max(1, syllable(word));
  if (counted.size >= remembered) counted.clear();
  counted.set(word, count);
  return count;
};
