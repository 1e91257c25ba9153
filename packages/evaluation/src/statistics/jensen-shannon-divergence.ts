import { InvalidArgumentError } from "@sdialog/core";
import { sum } from "./moments.ts";

/**
 * Jensen–Shannon divergence (Lin 1991) of two tables of how often each kind occurs, in bits: 0 for the same shares, 1 for
 * nothing in common.
 *
 * @throws InvalidArgumentError for how often a kind occurs that is negative or not finite
 */
export function jensenShannonDivergence<Kind>(
  first: ReadonlyMap<Kind, number>,
  second: ReadonlyMap<Kind, number>,
): number {
  for (const [kind, times] of [...first, ...second]) {
    if (!(times >= 0 && Number.isFinite(times)))
      throw new InvalidArgumentError(`jensenShannonDivergence: ${String(kind)} cannot occur ${times} times`);
  }
  const [totalFirst, totalSecond] = [sum(first.values()), sum(second.values())];
  let divergence = 0;
  for (const kind of new Set([...first.keys(), ...second.keys()])) {
    const [p, q] = [(first.get(kind) ?? 0) / totalFirst, (second.get(kind) ?? 0) / totalSecond];
    const middle = (p + q) / 2;
    for (const share of [p, q]) if (share > 0) divergence += (share * Math.log2(share / middle)) / 2;
  }
  return Math.min(1, Math.max(0, divergence));
}
