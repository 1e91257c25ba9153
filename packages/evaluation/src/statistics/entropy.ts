import { sum } from "../text/sum.ts";

/** Shannon entropy in bits of the distribution that `counts` describe. */
export function entropy(counts: readonly number[]): number {
  const total = sum(counts);
  return sum(counts.map((count) => (count === 0 ? 0 : -(count / total) * Math.log2(count / total))));
}
