import { countWords } from "./count-words.ts";
import { nGrams } from "./n-grams.ts";

/** The two largest counts of an n-gram in one text, and whose the largest is. */
interface LargestCounts {
  first: number;
  owner: number;
  second: number;
}

/**
 * Self-BLEU (Zhu et al. 2018, arXiv 1802.01886): the mean BLEU (Papineni et al. 2002) of each text against all
 * others, n-grams up to `n` weighted equally, closest reference length, a zero count of matches taken as 0.1
 * (Chen & Cherry's method 1), 0 for a text without a common word. 1 = all say the same.
 *
 * Linear in the number of n-grams: the most that others hold is the largest count, or the second for its owner.
 *
 * @param texts words of each text
 * @returns a number in [0, 1]; `null` for fewer than two texts
 */
export function selfBleu(texts: readonly (readonly string[])[], n: number): number | null {
  if (texts.length < 2) return null;
  const precisions = Array.from({ length: n }, (_, order) => clippedPrecisions(texts, order + 1));
  const lengths = Float64Array.from(texts, (text) => text.length).sort();
  const scores = texts.map((text, index) => {
    if (text.length === 0 || precisions[0]?.[index]?.matches === 0) return 0;
    const logs = precisions.map((ofOrder) => {
      const { matches, total } = ofOrder[index] as Precision;
      return Math.log((matches === 0 ? 0.1 : matches) / Math.max(1, total));
    });
    const reference = closestOther(lengths, text.length);
    const brevity = text.length > reference ? 0 : 1 - reference / text.length;
    return Math.exp(brevity + logs.reduce((sum, log) => sum + log, 0) / n);
  });
  return scores.reduce((sum, score) => sum + score, 0) / texts.length;
}

interface Precision {
  readonly matches: number;
  readonly total: number;
}

function clippedPrecisions(texts: readonly (readonly string[])[], order: number): Precision[] {
  const counts = texts.map((text) => countWords(nGrams(text, order)));
  const largest = new Map<string, LargestCounts>();
  for (const [owner, ofText] of counts.entries()) {
    for (const [gram, count] of ofText) {
      const known = largest.get(gram);
      if (known === undefined) largest.set(gram, { first: count, owner, second: 0 });
      else if (count > known.first) Object.assign(known, { first: count, owner, second: known.first });
      else if (count > known.second) known.second = count;
    }
  }
  return counts.map((ofText, index) => {
    let matches = 0;
    for (const [gram, count] of ofText) {
      const { first, owner, second } = largest.get(gram) as LargestCounts;
      matches += Math.min(count, owner === index ? second : first);
    }
    return { matches, total: Math.max(0, (texts[index] as readonly string[]).length - order + 1) };
  });
}

/** The length nearest to `length` among the others (the sorted list holds it once for the text itself), the shorter of two as near. */
function closestOther(sorted: Float64Array, length: number): number {
  const first = sorted.indexOf(length);
  if (sorted[first + 1] === length) return length;
  const shorter = sorted[first - 1] ?? Number.NEGATIVE_INFINITY;
  const longer = sorted[first + 1] ?? Number.POSITIVE_INFINITY;
  return length - shorter <= longer - length ? shorter : longer;
}
