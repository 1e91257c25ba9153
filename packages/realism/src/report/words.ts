import type { Interval } from "@sdialog/evaluation";
import type { HumanLikeness, RealismSection } from "../comparison/realism-comparison.ts";

/** A number as tables show it. */
export function shown(value: number | null): string {
  return value === null ? "–" : value.toFixed(value >= 10 ? 1 : 2);
}

/** An interval as tables show it. */
export function interval(of: Interval | null): string {
  return of === null ? "" : `${shown(of.low)} – ${shown(of.high)}`;
}

/** A share as people say it. */
export function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}

/** What the classifier found, in a sentence. */
export function toldApart({ auc, interval: of, p }: HumanLikeness): string {
  if (auc === null || of === null)
    return "There are too few conversations to tell whether they can be told apart.";
  const chance = p === null ? "" : `, p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
  const range = `area under the curve ${shown(auc)}, ${shown(of.low)} to ${shown(of.high)}${chance}`;
  return of.low <= 0.5
    ? `A classifier cannot tell them from people (${range}).`
    : `A classifier tells them from people (${range}).`;
}

/**
 * What the number of the whole behaviour is called: where a group has none, the mean is of the others, and says so.
 *
 * @param groups of a comparison: its `groups`, each a number or `null`
 * @returns "Behaviour, of 1", or "Behaviour without D3, of 1"
 */
export function behaviourLabel(groups: RealismSection["groups"]): string {
  const missing = Object.entries(groups).flatMap(([name, value]) => (value === null ? [name] : []));
  return missing.length === 0 ? "Behaviour, of 1" : `Behaviour without ${missing.join(", ")}, of 1`;
}
