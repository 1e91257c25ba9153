import { checkPairs } from "./check-numbers.ts";
import { mean, sum } from "./moments.ts";

/** Ranks from 1 up; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = Array.from(values, () => 0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    for (let place = start; place < end; place++) ranked[order[place] as number] = (start + end + 1) / 2;
    start = end;
  }
  return ranked;
}

/**
 * Spearman's ρ: Pearson's correlation of ranks, in [−1, 1]; NaN when either has no spread.
 *
 * @throws InvalidArgumentError for lists of different lengths, and for values that are not finite
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  checkPairs("spearman", a, b);
  return pearson(ranks(a), ranks(b));
}

/**
 * Kendall's τ-b (Kendall 1945): pairs in the same order minus pairs in the other, corrected for ties, in [−1, 1]; NaN when
 * either has no spread.
 *
 * @throws InvalidArgumentError for lists of different lengths, and for values that are not finite
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  checkPairs("kendallTau", a, b);
  let [agree, untiedA, untiedB] = [0, 0, 0];
  for (let i = 1; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const inA = Math.sign((a[i] as number) - (a[j] as number));
      const inB = Math.sign((b[i] as number) - (b[j] as number));
      agree += inA * inB;
      untiedA += Math.abs(inA);
      untiedB += Math.abs(inB);
    }
  }
  return agree / Math.sqrt(untiedA * untiedB);
}

/** Pearson's correlation in [−1, 1]; NaN when either has no spread. */
function pearson(a: readonly number[], b: readonly number[]): number {
  const [centreA, centreB] = [mean(a), mean(b)];
  const [x, y] = [a.map((value) => value - centreA), b.map((value) => value - centreB)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function product(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((value, index) => value * (b[index] as number)));
}
