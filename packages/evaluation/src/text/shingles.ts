import { nGrams } from "./n-grams.ts";

/** Words of a shingle, by whose sets texts are compared as wholes. */
export const shingleLength = 5;

/** From which similarity on two texts are called nearly the same. */
export const usualThreshold = 0.8;

/** The different n-grams of a text made of pieces; none crosses from one piece to the next. */
export function gramSet(pieces: readonly (readonly string[])[], n: number): Set<string> {
  return new Set(pieces.flatMap((words) => nGrams(words, n)));
}

/** Jaccard similarity of two sets: what they share ÷ what either holds, in [0, 1]; 0 for two empty ones. */
export function jaccard(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  const [few, many] = first.size <= second.size ? [first, second] : [second, first];
  let shared = 0;
  for (const gram of few) if (many.has(gram)) shared++;
  return shared === 0 ? 0 : shared / (first.size + second.size - shared);
}
