import { countWords } from "./count-words.ts";
import { nGrams } from "./n-grams.ts";

/** The n-grams of one text as numbers, each once, with how often it occurs. */
export interface GramProfile {
  readonly grams: Uint32Array;
  readonly counts: Uint32Array;
  /** All occurrences. */
  readonly total: number;
}

/** The n-grams of a text made of pieces (turns); none crosses from one piece to the next. */
export interface GramProfiles {
  readonly profiles: readonly GramProfile[];
  /** How many different n-grams there are in all texts; every number is below. */
  readonly size: number;
}

/** Numbers the n-grams of texts once, so that any selection of the texts is compared without touching a string. */
export function gramProfiles(texts: readonly (readonly (readonly string[])[])[], n: number): GramProfiles {
  const numbers = new Map<string, number>();
  const profiles = texts.map((pieces) => {
    const counts = countWords(pieces.flatMap((words) => nGrams(words, n)));
    const grams = Uint32Array.from(counts.keys(), (gram) => {
      const number = numbers.get(gram) ?? numbers.size;
      numbers.set(gram, number);
      return number;
    });
    const occurrences = Uint32Array.from(counts.values());
    return { grams, counts: occurrences, total: occurrences.reduce((sum, count) => sum + count, 0) };
  });
  return { profiles, size: numbers.size };
}
