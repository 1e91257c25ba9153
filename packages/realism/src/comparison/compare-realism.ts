import { checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { deriveSeed, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { halfSample, permuted } from "@sdialog/evaluation/internal";
import { meanInterval, wilsonInterval } from "@sdialog/evaluation/statistics";
import { behaviourFeatures, type FeatureName, featureNames } from "../fingerprint/features.ts";
import { type AlignmentForm, alignments, binShares, groupNames } from "./alignment.ts";
import { behaviourGaps } from "./behaviour-gaps.ts";
import { classifierTest } from "./classifier-test.ts";
import { coverage, within01 } from "./coverage.ts";
import { type FeatureColumn, featureColumns, type FingerprintRow } from "./feature-columns.ts";
import type {
  AlignmentValue,
  FeatureComparison,
  RealismComparison,
  RealismSection,
} from "./realism-comparison.ts";

/** How simulated users are compared with people. */
export interface CompareRealismOptions {
  /** Which form of alignment the groups are made of. Default: "overlap". */
  readonly alignment?: AlignmentForm | undefined;
  /** Seed of every random choice. Default: 0. */
  readonly seed?: Seed | undefined;
  /** Confidence level of all intervals. Default: 0.95. */
  readonly level?: number | undefined;
  /** How often the conversations are drawn again for an interval. Default: 200. */
  readonly resamples?: number | undefined;
  /** How often the classifier's labels are dealt out at random for its p; 0 leaves it out. Default: 99. */
  readonly permutations?: number | undefined;
  /** Most conversations of each side that classifier and coverage look at, drawn at random. Default: 1,000. */
  readonly sampleSize?: number | undefined;
  /** Fewest conversations of each side for a domain to be compared by itself. Default: 20. */
  readonly domainSize?: number | undefined;
}

/** The names of {@link CompareRealismOptions}. */
export const compareRealismOptionNames: OptionNames<CompareRealismOptions> = {
  alignment: true,
  seed: true,
  level: true,
  resamples: true,
  permutations: true,
  sampleSize: true,
  domainSize: true,
};

type Plan = Required<{
  readonly [Name in keyof CompareRealismOptions]: NonNullable<CompareRealismOptions[Name]>;
}>;

/**
 * How much simulated users behave like people, by the fingerprints of their conversations: what people do and how the
 * others differ, feature by feature and in four groups; whether a classifier tells them apart; how well the ones cover the
 * others; in all conversations and by domain.
 *
 * @throws InvalidArgumentError for a side without conversations, fingerprints of different lists of words, and options
 *   out of range
 */
export function compareRealism(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
  options: CompareRealismOptions = {},
): RealismComparison {
  const plan = planOf(checkOptions("compareRealism", options, compareRealismOptionNames));
  requireArguments("compareRealism", arguments, 2);
  for (const [side, rows] of [
    ["real", real],
    ["simulated", simulated],
  ] as const) {
    if (rows.length === 0) throw new InvalidArgumentError(`There is no ${side} conversation to compare`);
  }
  const { alignment, seed, level, resamples, permutations, sampleSize } = plan;
  const lexicons = lexiconsOf([...real, ...simulated]);
  return {
    ...section(real, simulated, plan),
    domains: Object.fromEntries(
      commonDomains(real, simulated, plan.domainSize).map((domain) => [
        domain,
        section(ofDomain(real, domain), ofDomain(simulated, domain), {
          ...plan,
          seed: deriveSeed(seed, "domain", domain),
          permutations: 0,
        }),
      ]),
    ),
    configuration: { alignment, seed, level, resamples, permutations, sampleSize, lexicons },
  };
}

/** The lists of words, one per language. */
function lexiconsOf(rows: readonly FingerprintRow[]): readonly string[] {
  const ids = [...new Set(rows.flatMap(({ lexicon }) => lexicon ?? []))].sort();
  const twice = ids.find((id, place) => ids[place - 1]?.split("-")[0] === id.split("-")[0]);
  if (twice === undefined) return ids;
  throw new InvalidArgumentError(
    `The fingerprints were made with different lists of words: ${ids.join(", ")}`,
    { hint: "Make those of the older version again from their conversations." },
  );
}

function planOf(options: CompareRealismOptions): Plan {
  const { seed = 0 } = options;
  // Refused before anything is compared.
  deriveSeed(seed);
  const plan: Plan = {
    alignment: options.alignment ?? "overlap",
    seed,
    level: options.level ?? 0.95,
    resamples: options.resamples ?? 200,
    permutations: options.permutations ?? 99,
    sampleSize: options.sampleSize ?? 1000,
    domainSize: options.domainSize ?? 20,
  };
  if (!["overlap", "mean"].includes(plan.alignment))
    throw new InvalidArgumentError(`There is no form of alignment called "${plan.alignment}"`, {
      hint: 'Forms: "overlap", "mean".',
    });
  if (!(plan.level > 0 && plan.level < 1))
    throw new InvalidArgumentError(`A confidence level must be between 0 and 1, not ${plan.level}`);
  for (const [name, least] of [
    ["resamples", 0],
    ["permutations", 0],
    ["sampleSize", 4],
    ["domainSize", 1],
  ] as const) {
    if (!Number.isSafeInteger(plan[name]) || plan[name] < least)
      throw new InvalidArgumentError(
        `${name} must be a whole number of at least ${least}, not ${plan[name]}`,
      );
  }
  return plan;
}

function commonDomains(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
  least: number,
): string[] {
  const [a, b] = [domainCounts(real), domainCounts(simulated)];
  return [...a]
    .filter(([domain, n]) => n >= least && (b.get(domain) ?? 0) >= least)
    .map(([domain]) => domain)
    .sort();
}

function domainCounts(rows: readonly FingerprintRow[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { domain } of rows)
    if (domain !== null && domain !== undefined) found.set(domain, (found.get(domain) ?? 0) + 1);
  return found;
}

function ofDomain(rows: readonly FingerprintRow[], domain: string): FingerprintRow[] {
  return rows.filter((row) => row.domain === domain);
}

function section(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
  plan: Plan,
): RealismSection {
  const [a, b] = [featureColumns(real), featureColumns(simulated)];
  const sizes = [real.length, simulated.length] as const;
  const indices = sizes.map((size) => Array.from({ length: size }, (_, index) => index)) as [
    number[],
    number[],
  ];
  const found = alignments(a, b, plan.alignment, ...indices);
  const other = alignments(a, b, plan.alignment === "mean" ? "overlap" : "mean", ...indices);
  const intervals = alignmentIntervals(a, b, sizes, found, plan);
  const ceilings = alignmentCeilings([...real, ...simulated], sizes, plan);
  const value = (place: number): AlignmentValue => ({
    value: orNull(found[place]),
    interval: intervals[place] ?? null,
    ceiling: orNull(ceilings[place]?.mean),
  });
  const n = { real: real.length, simulated: simulated.length };
  const firstGroup = featureNames.length;
  const groupDetails = Object.fromEntries(
    groupNames.map((group, place) => [group, { ...value(firstGroup + place), n }]),
  );
  return {
    n,
    features: Object.fromEntries(
      behaviourFeatures.map(({ name, edges }, place) => {
        const [ofReal, ofSimulated] = [a[place] as FeatureColumn, b[place] as FeatureColumn];
        const [mine, theirs] = [orNull(found[place]), orNull(other[place])];
        return [
          name,
          {
            ...means(ofReal, ofSimulated, name, value(place), plan),
            alignment: mine,
            overlap: plan.alignment === "overlap" ? mine : theirs,
            meanAlignment: plan.alignment === "mean" ? mine : theirs,
            ceiling: value(place).ceiling,
            n: { real: ofReal.n, simulated: ofSimulated.n },
            bins: {
              edges,
              real: [...(binShares(ofReal, edges.length, indices[0]) ?? [])],
              simulated: [...(binShares(ofSimulated, edges.length, indices[1]) ?? [])],
            },
          },
        ];
      }),
    ) as unknown as RealismSection["features"],
    groups: Object.fromEntries(
      groupNames.map((group) => [group, groupDetails[group]?.value ?? null]),
    ) as RealismSection["groups"],
    groupDetails: groupDetails as RealismSection["groupDetails"],
    behaviour: value(firstGroup + groupNames.length),
    ...apart(real, simulated, plan),
    gaps: behaviourGaps(
      a,
      b,
      found,
      ceilings.map(({ low }) => low),
    ),
  };
}

function means(
  real: FeatureColumn,
  simulated: FeatureColumn,
  name: FeatureName,
  alignment: AlignmentValue,
  { seed, level, resamples }: Plan,
): Pick<FeatureComparison, "real" | "simulated" | "intervals"> {
  const of = (column: FeatureColumn, side: string) => {
    const numbers = [...column.values].filter((value) => !Number.isNaN(value));
    const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    const units = numbers.map((one) => [one]);
    const found = meanInterval(units, { resamples, level, seed: deriveSeed(seed, name, side) });
    // No feature is below 0, and no share above 1.
    const isShare = behaviourFeatures.find((feature) => feature.name === name)?.unit === "share";
    const most = isShare ? 1 : Infinity;
    // What never varied says nothing about how it varies; how many conversations there were still bounds a share.
    if (isShare && numbers.length > 0 && numbers.every((one) => one === mean))
      return { mean, interval: wilsonInterval(Math.min(1, mean) * numbers.length, numbers.length, level) };
    const interval = found && { level, low: Math.max(0, found.low), high: Math.min(most, found.high) };
    return { mean: orNull(mean), interval };
  };
  const [a, b] = [of(real, "real"), of(simulated, "simulated")];
  return {
    real: a.mean,
    simulated: b.mean,
    intervals: { real: a.interval, simulated: b.interval, alignment: alignment.interval },
  };
}

function alignmentIntervals(
  a: readonly FeatureColumn[],
  b: readonly FeatureColumn[],
  sizes: readonly [number, number],
  found: readonly number[],
  { alignment, seed, level, resamples }: Plan,
): readonly (Interval | null)[] {
  const intervals = halfSample(
    sizes,
    found,
    (real, simulated) => alignments(a, b, alignment, real as Uint32Array, simulated as Uint32Array),
    { resamples, level, seed: deriveSeed(seed, "alignment") },
  );
  return intervals.map((interval) => interval && within01(interval));
}

// Enough for the low end of one feature among many.
const ceilingRounds = 400;

/**
 * What chance leaves of each alignment when all conversations are of one source, dealt out at random: the mean, and what
 * it hardly ever falls below in any feature (Bonferroni's correction over the features).
 */
function alignmentCeilings(
  all: readonly FingerprintRow[],
  sizes: readonly [number, number],
  { alignment, seed, level }: Plan,
): readonly { readonly mean: number; readonly low: number }[] {
  const columns = featureColumns(all);
  const rounds = permuted(sizes, (first, second) => alignments(columns, columns, alignment, first, second), {
    permutations: ceilingRounds,
    seed: deriveSeed(seed, "ceiling"),
  });
  const share = (1 - level) / featureNames.length;
  return rounds.map((values) => {
    const sorted = values.filter((value) => !Number.isNaN(value)).sort();
    return {
      mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
      low: sorted[Math.max(0, Math.floor(share * (sorted.length + 1) - 1))] ?? Number.NaN,
    };
  });
}

/** Classifier and coverage, of equally many conversations at most. */
function apart(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
  { seed, level, resamples, permutations, sampleSize }: Plan,
): Pick<RealismSection, "humanLikeness" | "coverage"> {
  const random = new Random(deriveSeed(seed, "sample"));
  const drawn = [real, simulated].map((rows) =>
    rows.length <= sampleSize ? rows : random.sample(rows, sampleSize),
  );
  // What no conversation of a side defines (another language) would tell the sides apart without saying anything of them.
  const known = featureNames.filter((name) =>
    drawn.every((rows) => rows.some(({ features }) => features[name] !== null)),
  );
  const [a, b] = drawn.map((rows) =>
    rows.map(({ features }) => known.map((name) => features[name] ?? Number.NaN)),
  ) as [number[][], number[][]];
  const n = { real: a.length, simulated: b.length };
  const test = classifierTest(a, b, { permutations, level, seed: deriveSeed(seed, "classifier") });
  const covered = coverage(a, b, { resamples, level, seed: deriveSeed(seed, "coverage") });
  return {
    humanLikeness: {
      auc: test?.auc ?? null,
      interval: test?.interval ?? null,
      p: test?.p ?? null,
      n,
      giveaways: known
        .map((feature, place) => ({ feature, importance: test?.importances[place] ?? 0 }))
        .sort((x, y) => y.importance - x.importance),
    },
    coverage: { value: covered?.value ?? null, interval: covered?.interval ?? null, n },
  };
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
