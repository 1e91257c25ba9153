import { syllable } from "syllable";

/** How many syllables an English word has. */
export type SyllableCounter = (word: string) => number;

// Dialogues repeat their words; counting is by far the slowest step of readability.
const counted = new Map<string, number>();
const remembered = 200_000;

/** The counter of the `syllable` package, at least 1 per word. */
export const defaultSyllableCounter: SyllableCounter = (word) => {
  const known = counted.get(word);
  if (known !== undefined) return known;
  const count = Math.max(1, syllable(word));
  if (counted.size >= remembered) counted.clear();
  counted.set(word, count);
  return count;
};
