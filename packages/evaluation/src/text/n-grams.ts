import { checkCount } from "@sdialog/core/internal";

/** The n-grams of a list of words as strings; words are joined by a character no tokeniser leaves inside one. */
export function nGrams(words: readonly string[], n: number): string[] {
  if (n === 1) return [...words];
  const grams: string[] = [];
  for (let start = 0; start + n <= words.length; start++) {
    let gram = words[start] as string;
    for (let place = start + 1; place < start + n; place++) gram += `\u0000${words[place]}`;
    grams.push(gram);
  }
  return grams;
}

/** How many n-grams the texts hold and how many different ones; none crosses from one text into the next. */
export function countNGrams(
  texts: Iterable<readonly string[]>,
  n: number,
): { readonly distinct: number; readonly total: number } {
  checkCount("n", n, 1);
  const different = new Set<string>();
  let total = 0;
  for (const words of texts) {
    for (const gram of nGrams(words, n)) different.add(gram);
    total += Math.max(0, words.length - n + 1);
  }
  return { distinct: different.size, total };
}

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
