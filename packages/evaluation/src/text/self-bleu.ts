import { checkCount } from "@sdialog/core/internal";
import { type GramProfile, gramProfiles, type GramProfiles } from "./n-grams.ts";

/**
 * Self-BLEU (Zhu et al. 2018, arXiv 1802.01886): the mean BLEU (Papineni et al. 2002) of each text against all
 * others, n-grams up to `n` weighted equally, closest reference length, a zero count of matches taken as 0.1
 * (Chen & Cherry's method 1), 0 for a text without a common word.
 *
 * Linear in the number of n-grams: the most that others hold is the largest count, or the second for its owner.
 *
 * @param texts words of each text
 * @returns a number in [0, 1], 1 = all say the same; `null` for fewer than two texts
 * @throws InvalidArgumentError for an `n` that is not a whole number above 0
 */
export function selfBleu(texts: readonly (readonly string[])[], n: number): number | null {
  checkCount("n", n, 1);
  const measure = selfBleuOf(
    texts.map((words) => [words]),
    n,
  );
  return measure(Uint32Array.from(texts.keys()));
}

/** {@link selfBleu} of any selection of the texts, prepared once; texts may be made of pieces that no n-gram crosses. */
export function selfBleuOf(
  texts: readonly (readonly (readonly string[])[])[],
  n: number,
): (chosen: Uint32Array) => number | null {
  const orders = Array.from({ length: n }, (_, order) => gramProfiles(texts, order + 1));
  const lengthOf = (text: number): number => orders[0]?.profiles[text]?.total ?? 0;
  return (chosen) => {
    if (chosen.length < 2) return null;
    const matches = orders.map((order) => clippedMatches(order, chosen));
    const lengths = Float64Array.from(chosen, lengthOf).sort();
    let sum = 0;
    for (const [place, text] of chosen.entries()) {
      const length = lengthOf(text);
      if ((matches[0]?.[place] ?? 0) === 0) continue;
      let logs = 0;
      for (const [order, ofOrder] of matches.entries()) {
        const total = orders[order]?.profiles[text]?.total ?? 0;
        logs += Math.log((ofOrder[place] || 0.1) / Math.max(1, total));
      }
      const reference = closestOther(lengths, length);
      const brevity = length > reference ? 0 : 1 - reference / length;
      sum += Math.exp(brevity + logs / n);
    }
    return sum / chosen.length;
  };
}

/** Per chosen text, how many of its n-grams are matched in another, each at most as often as it occurs there. */
function clippedMatches({ profiles, size }: GramProfiles, chosen: Uint32Array): Uint32Array {
  const [first, second, owner] = [
    new Uint32Array(size),
    new Uint32Array(size),
    new Int32Array(size).fill(-1),
  ];
  for (const [place, text] of chosen.entries()) {
    const { grams, counts } = profiles[text] as GramProfile;
    for (let index = 0; index < grams.length; index++) {
      const [gram, count] = [grams[index] as number, counts[index] as number];
      if (count > (first[gram] as number)) {
        second[gram] = first[gram] as number;
        first[gram] = count;
        owner[gram] = place;
      } else if (count > (second[gram] as number)) second[gram] = count;
    }
  }
  const matches = new Uint32Array(chosen.length);
  for (const [place, text] of chosen.entries()) {
    const { grams, counts } = profiles[text] as GramProfile;
    for (let index = 0; index < grams.length; index++) {
      const gram = grams[index] as number;
      const others = (owner[gram] === place ? second[gram] : first[gram]) as number;
      matches[place] = (matches[place] as number) + Math.min(counts[index] as number, others);
    }
  }
  return matches;
}

/** The length nearest to `length` among the others (the sorted list holds it once for the text itself), the shorter of two as near. */
function closestOther(sorted: Float64Array, length: number): number {
  const first = sorted.indexOf(length);
  if (sorted[first + 1] === length) return length;
  const shorter = sorted[first - 1] ?? Number.NEGATIVE_INFINITY;
  const longer = sorted[first + 1] ?? Number.POSITIVE_INFINITY;
  return length - shorter <= longer - length ? shorter : longer;
}
