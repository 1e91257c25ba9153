import { deriveSeed, type Seed } from "@sdialog/core";
import type { Difference, Interval, Statistic } from "../dataset-evaluator.ts";
import { halfSample } from "./bootstrap.ts";
import { quantileOf } from "./estimator.ts";
import { mean } from "./moments.ts";
import { asFar, permuted, separate, smallestP } from "./permutation-test.ts";

/** What is to be inferred about distances between two datasets. */
export interface DistanceQuestion {
  /** Elements of the two datasets; those of the second are numbered from the first's size on. */
  readonly sizes: readonly [number, number];
  /** The distances, by name, between two selections; NaN where not defined. */
  readonly distances: (first: Uint32Array, second: Uint32Array) => Readonly<Record<string, number>>;
  /** The same for the many resamples, where a coarser answer is good enough. Default: the same. */
  readonly resampled?: DistanceQuestion["distances"] | undefined;
  /** What is tested: one number made of the distances, larger is farther. */
  readonly tested: (distances: Readonly<Record<string, number>>) => number;
  /**
   * Distances that are 0 between equals, and how they grow with what sets the samples apart: `linear` ones (in the unit
   * of the values) or `square` ones. Only those are debiased. Others, similarities say, have a null band.
   */
  readonly growth: (statistic: string) => "linear" | "square" | undefined;
  /** What a statistic can be. */
  readonly bounds: (statistic: string) => Bounds;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** How distances are inferred. */
export interface InferencePlan {
  readonly level: number;
  readonly resamples: number;
  readonly permutations: number;
  readonly seed: Seed;
}

/** The distances as statistics, and the test of the first. */
export interface DistanceInference {
  readonly statistics: Readonly<Record<string, Omit<Statistic, "better">>>;
  readonly difference: Omit<Difference, "effect"> | undefined;
}

/**
 * Distances between samples with what can be said of the distance between their sources.
 *
 * Two samples of one source lie apart by chance alone. Elements dealt out at random show how far: the null band. Their
 * mean is what chance adds, and is taken off again: from distances that grow with the square of what sets sources
 * apart as it is, from linear ones in the square, as noise adds in quadrature. The interval is the half-sample
 * bootstrap's around that debiased value, and holds 0 unless the permutation test of this distance rejects it.
 */
export function inferDistances(question: DistanceQuestion, plan: InferencePlan): DistanceInference {
  const { sizes, distances, resampled = distances, tested, growth, bounds } = question;
  const [first, second] = separate(sizes);
  const [size] = sizes;
  const shift = (indices: Uint32Array): Uint32Array => indices.map((index) => index + size);
  const found = Object.entries(distances(first, second));
  const values = found.map(([, value]) => value);
  const names = found.map(([name]) => name);
  const coarse = Object.values(resampled(first, second));
  const observed = tested(resampled(first, second));
  const rounds = permuted(
    sizes,
    (one, other) => {
      const apart = resampled(one, other);
      return [...names.map((name) => apart[name] as number), tested(apart)];
    },
    { permutations: plan.permutations, seed: deriveSeed(plan.seed, "permutation") },
  );
  const halves = halfSample(
    sizes,
    values,
    (one, other) => Object.values(resampled(one as Uint32Array, shift(other as Uint32Array))),
    { ...plan, seed: deriveSeed(plan.seed, "bootstrap") },
  );
  const statistics = names.map((name, index) => {
    const [value, half, chance] = [values[index] as number, halves[index] ?? null, rounds[index]];
    const statistic = { value: Number.isFinite(value) ? value : null };
    if (chance === undefined || statistic.value === null)
      return [name, { ...statistic, interval: null }] as const;
    const by = growth(name);
    const band = nullBand(chance, plan.level, by !== undefined);
    const interval = half && within(half, bounds(name));
    if (by === undefined)
      return [name, { ...statistic, interval: spread(interval), nullBand: band }] as const;
    const debiased = withoutChance(value, chance, by);
    const isChance = asFar(coarse[index] as number, chance) > 1 - plan.level;
    const moved = interval && {
      level: plan.level,
      low: isChance ? 0 : Math.max(0, Math.min(interval.low - value + debiased, debiased)),
      high: Math.max(value, interval.high),
    };
    return [name, { ...statistic, debiased, interval: spread(moved), nullBand: band }] as const;
  });
  const least = smallestP(sizes, plan.permutations);
  const p = Math.max(least, asFar(observed, rounds.at(-1) ?? []));
  return {
    statistics: Object.fromEntries(statistics),
    difference:
      plan.permutations === 0 || Number.isNaN(p)
        ? undefined
        : {
            test: "permutation test of distances",
            p,
            adjustedP: p,
            smallestP: least,
          },
  };
}

function withoutChance(value: number, chance: Float64Array, growth: "linear" | "square"): number {
  const power = growth === "linear" ? 2 : 1;
  const added = mean(chance.filter((of) => Number.isFinite(of)).map((of) => of ** power));
  return Number.isNaN(added) ? value : Math.max(0, value ** power - added) ** (1 / power);
}

/** The middle `level` of what chance shows; from 0 on for distances, which are never too small. */
function nullBand(chance: Float64Array, level: number, isDistance: boolean): Interval | null {
  const sorted = Array.from(chance.filter((of) => Number.isFinite(of)).sort());
  if (sorted.length === 0) return null;
  const tail = isDistance ? 1 - level : (1 - level) / 2;
  return { low: isDistance ? 0 : quantileOf(sorted, tail), high: quantileOf(sorted, 1 - tail), level };
}

function within({ low, high, level }: Interval, bounds: Bounds): Interval {
  const inside = (value: number): number => Math.min(bounds.high, Math.max(bounds.low, value));
  return { low: inside(low), high: inside(high), level };
}

/** An interval without width, but for rounding, comes from resamples that were all alike, and says nothing. */
function spread(interval: Interval | null): Interval | null {
  if (interval === null) return null;
  const { low, high } = interval;
  return high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high)) ? null : interval;
}
