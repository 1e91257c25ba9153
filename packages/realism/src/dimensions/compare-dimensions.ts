import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, InvalidArgumentError, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { halfSample, permuted } from "@sdialog/evaluation/internal";
import { within01 } from "../comparison/coverage.ts";
import { type TurnDimension, type DimensionSet, eightDimensions } from "./dimension-set.ts";
import type { TurnLabels } from "./surface-labels.ts";

/** The labels of the user's turns of one conversation. */
export interface LabelledConversation {
  readonly domain: string | null;
  readonly turns: readonly TurnLabels[];
}

/** How label distributions are compared. */
export interface CompareDimensionsOptions {
  /** Default: the eight dimensions. */
  readonly dimensions?: DimensionSet | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
  /** Default: 0.95. */
  readonly level?: number | undefined;
  /** Default: 200. */
  readonly resamples?: number | undefined;
  /** Fewest conversations of each side for a domain to be compared by itself. Default: 20. */
  readonly domainSize?: number | undefined;
}

const compareDimensionsOptionNames: OptionNames<CompareDimensionsOptions> = {
  dimensions: true,
  seed: true,
  level: true,
  resamples: true,
  domainSize: true,
};

/** A distance of two distributions, in [0, 1]. */
export interface LabelDistance {
  readonly value: number;
  readonly interval: Interval | null;
  /** What it would be on average if all conversations were of one source. */
  readonly chance: number;
}

/** One dimension on both sides. */
export interface DimensionComparison {
  readonly group: TurnDimension["group"];
  /** Share of each label among all labels that were given; turns without one count as `(none)`. */
  readonly real: Readonly<Record<string, number>>;
  readonly simulated: Readonly<Record<string, number>>;
  /** Jensen–Shannon divergence with logarithms to base 2. */
  readonly jensenShannon: LabelDistance;
  /** Half the sum of the differences. */
  readonly totalVariation: LabelDistance;
  /** Turns that have labels. */
  readonly n: { readonly real: number; readonly simulated: number };
}

/** By dimension; a dimension that one side has no labels of is left out. */
export type DimensionComparisons = Readonly<Record<string, DimensionComparison>>;

/** The dimensions overall and by domain, and which labels these are. */
export interface DimensionsComparison {
  readonly dimensions: DimensionComparisons;
  readonly domains: Readonly<Record<string, DimensionComparisons>>;
  /** Name and version of the labels. */
  readonly labels: string;
}

const nothing = "(none)";

/**
 * How the turns of people and of simulated users are distributed over the labels of each dimension (Liu et al. 2026,
 * arXiv 2605.02624), and how far apart the distributions are; conversations are drawn as wholes.
 *
 * @throws InvalidArgumentError for a side without conversations
 */
export function compareDimensions(
  real: readonly LabelledConversation[],
  simulated: readonly LabelledConversation[],
  options: CompareDimensionsOptions = {},
): DimensionsComparison {
  checkOptions("compareDimensions", options, compareDimensionsOptionNames);
  const { dimensions: set = eightDimensions, domainSize = 20, ...rest } = options;
  if (real.length === 0 || simulated.length === 0)
    throw new InvalidArgumentError("There are no labelled conversations on one side");
  const compare = (
    a: readonly LabelledConversation[],
    b: readonly LabelledConversation[],
  ): DimensionComparisons =>
    Object.fromEntries(
      set.dimensions.flatMap((dimension) => {
        const found = compareDimension(dimension, a, b, rest);
        return found === undefined ? [] : [[dimension.name, found]];
      }),
    );
  const of = (side: readonly LabelledConversation[], domain: string) =>
    side.filter((one) => one.domain === domain);
  const names = [...new Set(real.flatMap(({ domain }) => domain ?? []))].sort();
  return {
    dimensions: compare(real, simulated),
    domains: Object.fromEntries(
      names
        .filter(
          (domain) => of(real, domain).length >= domainSize && of(simulated, domain).length >= domainSize,
        )
        .map((domain) => [domain, compare(of(real, domain), of(simulated, domain))]),
    ),
    labels: `${set.name}-${set.version}`,
  };
}

function compareDimension(
  { name, group, labels }: TurnDimension,
  real: readonly LabelledConversation[],
  simulated: readonly LabelledConversation[],
  { seed = 0, level = 0.95, resamples = 200 }: CompareDimensionsOptions,
): DimensionComparison | undefined {
  const known = [...labels.map((label) => label.name), nothing];
  const [a, b] = [real, simulated].map((side) => side.map((one) => countLabels(one, name, known))) as [
    Counts[],
    Counts[],
  ];
  const [n, m] = [a, b].map((side) => side.reduce((sum, { turns }) => sum + turns, 0)) as [number, number];
  if (n === 0 || m === 0) return undefined;
  const all = (side: readonly Counts[]): Uint32Array => Uint32Array.from(side.keys());
  const [p, q] = [shares(a, all(a), known.length), shares(b, all(b), known.length)];
  const found = distances(p, q);
  const intervals = halfSample(
    [a.length, b.length],
    found,
    (x, y) => distances(shares(a, x as Uint32Array, known.length), shares(b, y as Uint32Array, known.length)),
    { resamples, level, seed: deriveSeed(seed, name) },
  );
  const mixed = [...a, ...b];
  const rounds = permuted(
    [a.length, b.length],
    (x, y) => distances(shares(mixed, x, known.length), shares(mixed, y, known.length)),
    { permutations: 100, seed: deriveSeed(seed, name, "chance") },
  );
  const distance = (place: number): LabelDistance => ({
    value: found[place] as number,
    interval: intervals[place] ? within01(intervals[place]) : null,
    chance:
      (rounds[place] ?? new Float64Array()).reduce((sum, value) => sum + value, 0) /
      (rounds[place]?.length ?? 1),
  });
  const named = (of: Float64Array) =>
    Object.fromEntries(known.map((label, place) => [label, of[place] as number]));
  return {
    group,
    real: named(p),
    simulated: named(q),
    jensenShannon: distance(0),
    totalVariation: distance(1),
    n: { real: n, simulated: m },
  };
}

interface Counts {
  readonly labels: Float64Array;
  /** Turns that were labelled along the dimension. */
  readonly turns: number;
}

function countLabels({ turns }: LabelledConversation, dimension: string, known: readonly string[]): Counts {
  const labels = new Float64Array(known.length);
  const labelled = turns.flatMap((turn) => (turn[dimension] === undefined ? [] : [turn[dimension]]));
  for (const given of labelled) {
    for (const label of given.length === 0 ? [nothing] : given) {
      const place = known.indexOf(label);
      if (place >= 0) labels[place] = (labels[place] as number) + 1;
    }
  }
  return { labels, turns: labelled.length };
}

function shares(side: readonly Counts[], indices: ArrayLike<number>, length: number): Float64Array {
  const sums = new Float64Array(length);
  for (let at = 0; at < indices.length; at++) {
    const { labels } = side[indices[at] as number] as Counts;
    for (let place = 0; place < length; place++)
      sums[place] = (sums[place] as number) + (labels[place] as number);
  }
  const all = sums.reduce((sum, count) => sum + count, 0);
  return sums.map((count) => count / all);
}

/** Jensen–Shannon divergence (bits) and total variation. */
function distances(p: Float64Array, q: Float64Array): [jensenShannon: number, totalVariation: number] {
  let [divergence, variation] = [0, 0];
  for (const [place, a] of p.entries()) {
    const b = q[place] as number;
    const middle = (a + b) / 2;
    if (a > 0) divergence += (a / 2) * Math.log2(a / middle);
    if (b > 0) divergence += (b / 2) * Math.log2(b / middle);
    variation += Math.abs(a - b) / 2;
  }
  return [Math.max(0, divergence), variation];
}
