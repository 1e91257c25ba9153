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
    const places = new Map<number, number>();
    const grams: number[] = [];
    const counts: number[] = [];
    let total = 0;
    for (const words of pieces) {
      for (const gram of nGrams(words, n)) {
        const number = numbers.get(gram) ?? numbers.size;
        if (number === numbers.size) numbers.set(gram, number);
        const place = places.get(number) ?? grams.length;
        if (place === grams.length) {
          places.set(number, place);
          grams.push(number);
          counts.push(0);
        }
        counts[place] = (counts[place] as number) + 1;
        total++;
      }
    }
    return { grams: new Uint32Array(grams), counts: new Uint32Array(counts), total };
  });
  return { profiles, size: numbers.size };
}
