import { checkOptions, holm, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { InvalidArgumentError, Random } from "@sdialog/core";
import type { Population } from "./population.ts";
import type { Member, WeightedMember } from "./population-data.ts";

/** One attribute, or two together, in a cohort and in its population. */
export interface PopulationDifference {
  /** One name, or two for what goes together. */
  readonly attributes: readonly string[];
  /** Half the sum of the differences of shares, 0 to 1. */
  readonly totalVariation: number;
  /**
   * How often a cohort of this size, drawn from the population at random, differs by as much (Pearson's χ² of shares,
   * by simulation), corrected for the number of rows (Holm 1979).
   */
  readonly p: number;
  /** The value, or the pair of values, whose share is farthest off. */
  readonly farthest: { readonly value: string; readonly wanted: number; readonly drawn: number };
}

/** How cohorts are compared. */
export interface ComparePopulationOptions {
  /** Cohorts that are simulated for p. Default: 500. */
  readonly simulations?: number | undefined;
  /** Default: 0. */
  readonly seed?: number | undefined;
  /** Whether pairs of attributes are compared, too. Default: true. */
  readonly pairs?: boolean | undefined;
}

const comparePopulationOptionNames: OptionNames<ComparePopulationOptions> = {
  simulations: true,
  seed: true,
  pairs: true,
};

/** Numbers with more values than this are compared in five parts of equal size. */
const mostValues = 12;

/**
 * How a cohort differs from the population it should look like: attribute by attribute, and in what goes together. The
 * rows whose p is small differ by more than chance; of a good draw, none does.
 *
 * @throws InvalidArgumentError for an empty cohort
 */
export function comparePopulation(
  population: Population,
  cohort: readonly Member[],
  options: ComparePopulationOptions = {},
): readonly PopulationDifference[] {
  const {
    simulations = 500,
    seed = 0,
    pairs = true,
  } = checkOptions("comparePopulation", options, comparePopulationOptionNames);
  requireArguments("comparePopulation", arguments, 2);
  if (cohort.length === 0) throw new InvalidArgumentError("There is nobody in the cohort");
  const names = population.attributes;
  const label = labels(population);
  const both = names.flatMap((name, index) => names.slice(index + 1).map((other) => [name, other]));
  const rows = [...names.map((name) => [name]), ...(pairs ? both : [])].map((attributes) => {
    const cell = (member: Member) => attributes.map((name) => label(name, member)).join(" × ");
    const wanted = sharesOf(population.members, cell);
    const drawn = sharesOf(
      cohort.map((member) => ({ member, weight: 1 })),
      cell,
    );
    const random = new Random(seed).fork(...attributes);
    return {
      attributes,
      ...difference(wanted, drawn),
      p: simulatedP(wanted, drawn, cohort.length, simulations, random),
    };
  });
  const corrected = holm(rows.map(({ p }) => p));
  return rows.map((row, index) => ({ ...row, p: corrected[index] as number }));
}

type Shares = ReadonlyMap<string, number>;

function sharesOf(members: readonly WeightedMember[], cell: (member: Member) => string): Shares {
  const shares = new Map<string, number>();
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  for (const { member, weight } of members)
    shares.set(cell(member), (shares.get(cell(member)) ?? 0) + weight);
  for (const [value, weight] of shares) shares.set(value, weight / total);
  return shares;
}

function difference(
  wanted: Shares,
  drawn: Shares,
): Pick<PopulationDifference, "totalVariation" | "farthest"> {
  const values = [...new Set([...wanted.keys(), ...drawn.keys()])].map((value) => ({
    value,
    wanted: wanted.get(value) ?? 0,
    drawn: drawn.get(value) ?? 0,
  }));
  const off = (one: (typeof values)[number]) => Math.abs(one.wanted - one.drawn);
  return {
    totalVariation: values.reduce((sum, one) => sum + off(one), 0) / 2,
    farthest: values.reduce((a, b) => (off(b) > off(a) ? b : a)),
  };
}

function chiSquare(wanted: Shares, drawn: Shares, n: number): number {
  // Whoever is in the cohort and not in the population cannot have been drawn from it.
  if ([...drawn.keys()].some((value) => !wanted.has(value))) return Infinity;
  return [...wanted].reduce(
    (sum, [value, share]) => sum + (n * ((drawn.get(value) ?? 0) - share) ** 2) / share,
    0,
  );
}

function simulatedP(wanted: Shares, drawn: Shares, n: number, simulations: number, random: Random): number {
  const found = chiSquare(wanted, drawn, n);
  const values = [...wanted.keys()];
  const ends: number[] = [];
  for (const share of wanted.values()) ends.push((ends.at(-1) ?? 0) + share);
  let asFar = 0;
  for (let round = 0; round < simulations; round++) {
    const counts = new Map<string, number>();
    for (let one = 0; one < n; one++) {
      const value = values[placeOf(ends, random.next())] as string;
      counts.set(value, (counts.get(value) ?? 0) + 1 / n);
    }
    if (chiSquare(wanted, counts, n) >= found - 1e-9) asFar++;
  }
  return (asFar + 1) / (simulations + 1);
}

/** The first end that is above `at`. */
function placeOf(ends: readonly number[], at: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a value is called: numbers with many values by the fifth of the population they fall into. */
function labels(population: Population): (name: string, member: Member) => string {
  const cuts = new Map<string, readonly number[]>();
  for (const name of population.attributes) {
    const numbers = population.members
      .flatMap(({ member, weight }) =>
        typeof member[name] === "number" ? [{ value: member[name], weight }] : [],
      )
      .toSorted((a, b) => a.value - b.value);
    if (new Set(numbers.map(({ value }) => value)).size <= mostValues) continue;
    const total = numbers.reduce((sum, { weight }) => sum + weight, 0);
    let passed = 0;
    const bounds: number[] = [];
    for (const { value, weight } of numbers) {
      passed += weight;
      if (bounds.length < 4 && passed >= ((bounds.length + 1) * total) / 5) bounds.push(value);
    }
    cuts.set(name, bounds);
  }
  return (name, member) => {
    const value = member[name];
    const bounds = cuts.get(name);
    if (value === undefined) return "–";
    if (bounds === undefined || typeof value !== "number") return String(value);
    const place = bounds.findIndex((bound) => value <= bound);
    return place === -1
      ? `above ${bounds.at(-1)}`
      : `${place === 0 ? "up to " : `${bounds[place - 1]}–`}${bounds[place]}`;
  };
}
