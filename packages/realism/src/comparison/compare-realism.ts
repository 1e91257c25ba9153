import { checkOptions, type OptionNames, requireArguments, checkCount } from "@sdialog/core/internal";
import { deriveSeed, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { halfSample, permuted } from "@sdialog/evaluation/internal";
import { behaviourFeatures, featureNames } from "../fingerprint/features.ts";
import { type AlignmentForm, alignments, binShares, groupNames } from "./alignment.ts";
import { asStored } from "./as-stored.ts";
import { behaviourGaps } from "./behaviour-gaps.ts";
import { classifierTest } from "./classifier-test.ts";
import { coverage, within01 } from "./coverage.ts";
import { featureMean, holding } from "./feature-mean.ts";
import { type FeatureColumn, featureColumns, type FingerprintRow } from "./feature-columns.ts";
import type { AlignmentValue, RealismComparison, RealismSection, SideCounts } from "./realism-comparison.ts";

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
  /** How often the classifier's labels are dealt out at random for its p; 0 leaves it out. Default: 39. */
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
 * others; in all conversations and by domain. The order of the conversations makes no difference, to the last digit, nor
 * does it whether they are fingerprints or the reference that was made of them: values are taken in thousandths.
 *
 * @param people fingerprints of real conversations
 * @param users those of simulated ones
 * @throws InvalidArgumentError for a side without conversations, fingerprints of different lists of words, and options
 *   out of range
 */
export function compareRealism(
  people: readonly FingerprintRow[],
  users: readonly FingerprintRow[],
  options: CompareRealismOptions = {},
): RealismComparison {
  const plan = planOf(checkOptions("compareRealism", options, compareRealismOptionNames));
  requireArguments("compareRealism", arguments, 2);
  for (const [side, rows] of [
    ["real", people],
    ["simulated", users],
  ] as const) {
    if (rows.length === 0) throw new InvalidArgumentError(`There is no ${side} conversation to compare`);
  }
  const [real, simulated] = [people, users].map(inOrder) as [FingerprintRow[], FingerprintRow[]];
  const { alignment, seed, level, resamples, permutations, sampleSize, domainSize } = plan;
  const lexicons = lexiconsOf([...real, ...simulated]);
  const domains = domainCounts(real, simulated);
  const isLarge = ([, n]: readonly [string, SideCounts]) => Math.min(n.real, n.simulated) >= domainSize;
  return {
    ...section(real, simulated, plan),
    domains: Object.fromEntries(
      domains.filter(isLarge).map(([domain]) => [
        domain,
        section(ofDomain(real, domain), ofDomain(simulated, domain), {
          ...plan,
          seed: deriveSeed(seed, "domain", domain),
          permutations: 0,
        }),
      ]),
    ),
    smallDomains: Object.fromEntries(domains.filter((domain) => !isLarge(domain))),
    configuration: { alignment, seed, level, resamples, permutations, sampleSize, domainSize, lexicons },
  };
}

/** Sums, folds and draws depend on the order of the rows, so they have one, whatever order they came in. */
function inOrder(rows: readonly FingerprintRow[]): FingerprintRow[] {
  return rows
    .map(asStored)
    .map((row) => ({
      row,
      key: JSON.stringify([row.domain, ...featureNames.map((name) => row.features[name])]),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ row }) => row);
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
    permutations: options.permutations ?? 39,
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
    checkCount(name, plan[name], least);
  }
  return plan;
}

const count = (rows: readonly FingerprintRow[], name: string): number =>
  rows.filter(({ domain }) => domain === name).length;

/** How many conversations each side has of each domain. */
function domainCounts(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
): readonly (readonly [string, SideCounts])[] {
  const names = new Set([...real, ...simulated].flatMap(({ domain }) => domain ?? []));
  return [...names]
    .sort()
    .map((name) => [name, { real: count(real, name), simulated: count(simulated, name) }]);
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
  const forms = { overlap: "overlap", mean: "mean" } as const;
  const found = mapValues(forms, (form) => alignments(a, b, form, ...indices));
  const intervals = mapValues(forms, (form) =>
    alignmentIntervals(a, b, sizes, found[form], { ...plan, alignment: form }),
  );
  const ceilings = alignmentCeilings([...real, ...simulated], sizes, plan);
  const value = (place: number, form: AlignmentForm = plan.alignment): AlignmentValue => {
    const number = orNull(found[form][place]);
    const interval = number === null ? null : (intervals[form][place] ?? null);
    const few = Math.min(...(a[place] === undefined ? sizes : [a[place].n, b[place]?.n ?? 0])) < fewestDrawn;
    return {
      value: number === null ? null : Math.min(1, number),
      interval,
      noInterval:
        number === null || interval !== null
          ? null
          : plan.resamples === 0 && !few
            ? "no resamples"
            : "too few conversations",
      ceiling: orNull(ceilings[place]?.mean),
    };
  };
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
        const [mine, overlap, mean] = [value(place), value(place, "overlap"), value(place, "mean")];
        const [ofPeople, ofUsers] = [
          featureMean(ofReal, { ...plan, seed: deriveSeed(plan.seed, name, "real") }),
          featureMean(ofSimulated, { ...plan, seed: deriveSeed(plan.seed, name, "simulated") }),
        ];
        return [
          name,
          {
            real: ofPeople.mean,
            simulated: ofUsers.mean,
            alignment: mine.value,
            overlap: overlap.value,
            meanAlignment: mean.value,
            ceiling: mine.ceiling,
            intervals: {
              real: ofPeople.interval,
              simulated: ofUsers.interval,
              alignment: mine.interval,
              overlap: overlap.interval,
              meanAlignment: mean.interval,
            },
            noInterval: {
              real: ofPeople.noInterval,
              simulated: ofUsers.noInterval,
              alignment: mine.noInterval,
            },
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
      found[plan.alignment],
      ceilings.map(({ low }) => low),
    ),
  };
}

/** Fewest conversations of a side that are drawn again for an interval. */
const fewestDrawn = 4;

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
  return intervals.map(
    (interval, place) => interval && holding(Math.min(1, found[place] as number), within01(interval)),
  );
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
  const drawnAgain = covered?.interval ?? null;
  return {
    humanLikeness: {
      auc: test?.auc ?? null,
      interval: test && holding(test.auc, within01(test.interval)),
      p: test?.p ?? null,
      n,
      giveaways: known
        .map((feature, place) => ({ feature, importance: test?.importances[place] ?? 0 }))
        .sort((x, y) => y.importance - x.importance),
    },
    coverage: {
      value: covered?.value ?? null,
      interval: covered && drawnAgain && holding(covered.value, drawnAgain),
      noInterval:
        covered === null || drawnAgain !== null
          ? null
          : resamples === 0 && Math.min(a.length, b.length) >= fewestDrawn
            ? "no resamples"
            : "too few conversations",
      n,
    },
  };
}

function mapValues<Name extends string, Value>(
  names: Readonly<Record<Name, Name>>,
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries((Object.keys(names) as Name[]).map((name) => [name, valueOf(name)])) as Record<
    Name,
    Value
  >;
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
