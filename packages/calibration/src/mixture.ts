import { behaviourFeatures, type FeatureGroup, featureGroups } from "@sdialog/realism";
import { distance, standardiser } from "./feature-rows.ts";
import type { Talk } from "./talk.ts";

/** How near a mixture of users is to people. */
export interface MixtureScore {
  /** Overlap of the features' distributions, averaged over the four groups, 0 to 1. */
  readonly alignment: number;
  /** Two-way Chamfer coverage (Chopra et al. 2026), 0 to 1. */
  readonly coverage: number;
  /** The mean of both: what is searched for. */
  readonly value: number;
}

/** Scores mixtures of candidates whose conversations are there, without holding any more. */
export type ScoreMixture = (weights: readonly number[]) => MixtureScore;

/** Less than this is chance: another type must be worth its place. */
const leastGain = 0.002;

/** A candidate below this share would hardly be met. */
const leastShare = 0.025;

/**
 * @param real people's conversations
 * @param candidates what each candidate was seen to do
 */
export function mixtureScorer(real: readonly Talk[], candidates: readonly (readonly Talk[])[]): ScoreMixture {
  const columns = behaviourFeatures.map(({ name, group, edges }) => {
    const shares = (talks: readonly Talk[]) =>
      binShares(
        talks.flatMap(({ fingerprint }) => fingerprint.features[name] ?? []),
        edges,
      );
    return { group, real: shares(real), candidates: candidates.map(shares) };
  });
  const standardise = standardiser(real);
  const people = standardise(real);
  const near = candidates.map((talks) => {
    const rows = standardise(talks);
    return {
      ofReal: people.map((person) => leastDistance(person, rows)),
      ofSimulated: mean(rows.map((row) => leastDistance(row, people))),
    };
  });
  const reference = meanDistance(people);
  return (weights) => {
    const alignment = alignmentOf(columns, weights);
    const met = near.filter((_, index) => (weights[index] as number) >= leastShare);
    const missing = mean(
      people.map((_, index) => Math.min(...met.map(({ ofReal }) => ofReal[index] as number))),
    );
    const invented = near.reduce(
      (sum, { ofSimulated }, index) => sum + ofSimulated * (weights[index] as number),
      0,
    );
    const coverage = reference > 0 ? Math.max(0, 1 - (missing + invented) / (2 * reference)) : 0;
    return { alignment, coverage, value: (alignment + coverage) / 2 };
  };
}

/**
 * The weights with the best score that small steps lead to from the best single candidate: towards one candidate at a
 * time (Frank & Wolfe 1956), or without one. Weights sum to 1; what would hardly be met has none.
 */
export function bestMixture(score: ScoreMixture, count: number): readonly number[] {
  const single = (index: number): number[] =>
    Array.from({ length: count }, (_, at) => (at === index ? 1 : 0));
  const all = Array.from({ length: count }, (_, index) => index);
  let best = all.map(single).reduce((a, b) => (score(b).value > score(a).value ? b : a));
  let value = score(best).value;
  for (let round = 0; round < 200; round++) {
    const steps = all.flatMap((index) => [
      ...[0.5, 0.25, 0.1, 0.05].map((step) =>
        best.map((weight, at) => weight * (1 - step) + (at === index ? step : 0)),
      ),
      normalised(best.map((weight, at) => (at === index ? 0 : weight))),
    ]);
    const next = steps
      .filter((weights) => weights.length > 0)
      .map((weights) => normalised(weights.map((weight) => (weight < leastShare ? 0 : weight))))
      .filter((weights) => weights.length > 0)
      .map((weights) => ({ weights, value: score(weights).value }))
      .reduce((a, b) => (b.value > a.value ? b : a), { weights: best, value });
    if (next.value <= value + leastGain) break;
    ({ weights: best, value } = { weights: [...next.weights], value: next.value });
  }
  return best;
}

function normalised(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : [];
}

interface Column {
  readonly group: FeatureGroup;
  readonly real: readonly number[] | undefined;
  readonly candidates: readonly (readonly number[] | undefined)[];
}

/** Σ min(p, q) of each feature, averaged within the groups and then over them. */
function alignmentOf(columns: readonly Column[], weights: readonly number[]): number {
  const groups = (Object.keys(featureGroups) as FeatureGroup[]).map((group) =>
    columns
      .filter((column) => column.group === group)
      .flatMap(({ real, candidates }) => {
        // A feature that somebody does not show is compared over those who do.
        const total = candidates.reduce(
          (sum, shares, at) => sum + (shares === undefined ? 0 : (weights[at] as number)),
          0,
        );
        if (real === undefined || total === 0) return [];
        const mixed = real.map(
          (_, bin) =>
            candidates.reduce((sum, shares, at) => sum + (shares?.[bin] ?? 0) * (weights[at] as number), 0) /
            total,
        );
        return [real.reduce((sum, part, bin) => sum + Math.min(part, mixed[bin] as number), 0)];
      }),
  );
  return mean(groups.filter((group) => group.length > 0).map(mean));
}

function binShares(values: readonly number[], edges: readonly number[]): readonly number[] | undefined {
  if (values.length === 0) return undefined;
  const counts = edges.map(() => 0);
  for (const value of values) {
    const bin = Math.max(
      0,
      edges.findLastIndex((edge) => value >= edge),
    );
    counts[bin] = (counts[bin] as number) + 1 / values.length;
  }
  return counts;
}

function leastDistance(row: Float64Array, others: readonly Float64Array[]): number {
  return others.reduce((least, other) => Math.min(least, distance(row, other)), Infinity);
}

function meanDistance(rows: readonly Float64Array[]): number {
  return mean(rows.flatMap((row, index) => rows.slice(0, index).map((other) => distance(row, other))));
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
