import { checkOptions, nearestName, type OptionNames, checkCount } from "@sdialog/core/internal";
import { DataFormatError, InvalidArgumentError, Random } from "@sdialog/core";
import * as z from "zod";
import { attributeShares, copulaDraws } from "./gaussian-copula.ts";
import {
  type Member,
  type PopulationData,
  populationSchema,
  type WeightedMember,
} from "./population-data.ts";

/** Which columns of a table are looked at, and what they mean. */
export interface PopulationFromOptions {
  /** Column that says how many people a row stands for, as in a census. Default: each is one. */
  readonly weight?: string | undefined;
  /** Columns to look at. Default: all that hold texts or numbers. */
  readonly attributes?: readonly string[] | undefined;
}

const populationFromOptionNames: OptionNames<PopulationFromOptions> = { weight: true, attributes: true };

/** How many people are drawn, and how. */
export interface DrawPopulationOptions {
  readonly n: number;
  readonly seed: number;
  /**
   * Attributes whose combinations are to have the shares they have in the population, as far as whole people can.
   * Default: shares are as chance has them.
   */
  readonly strata?: readonly string[] | undefined;
}

const drawPopulationOptionNames: OptionNames<DrawPopulationOptions> = { n: true, seed: true, strata: true };

/** People drawn beforehand from a population of marginals: enough that their shares are those of the population. */
const poolSize = 20_000;

/**
 * People as they are met: values with shares, and what goes together. A cohort drawn from it differs in all attributes at
 * once, as the population does.
 */
export class Population {
  /** Names of the attributes. */
  readonly attributes: readonly string[];
  /** Kinds of people with their weights; of a population of marginals, a large sample under a fixed seed. */
  readonly members: readonly WeightedMember[];
  readonly #total: number;

  private constructor(attributes: readonly string[], members: readonly WeightedMember[]) {
    // Elsewhere than in TypeScript, anybody can call it.
    if (!Array.isArray(members))
      throw new InvalidArgumentError("A population is made by Population.of or Population.from");
    this.attributes = attributes;
    this.members = members;
    this.#total = members.reduce((sum, { weight }) => sum + weight, 0);
  }

  /**
   * A population of marginals and correlations.
   * @throws InvalidArgumentError for what is not such a description, or correlations that contradict each other
   */
  static of(data: PopulationData): Population {
    const parsed = populationSchema.safeParse(data);
    if (!parsed.success)
      throw new InvalidArgumentError(
        `The population: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
      );
    const draw = copulaDraws(parsed.data);
    const random = new Random("population");
    const sample = Array.from({ length: poolSize }, () => ({ member: draw(random), weight: 1 }));
    const members = withShares(sample, attributeShares(parsed.data));
    return new Population(Object.keys(parsed.data.attributes), members);
  }

  /**
   * The population that a table describes: people of a persona dataset or of logs, one in a row, or cells of a census
   * with how many people are in each.
   *
   * @throws DataFormatError for a weight that is not a number; InvalidArgumentError for columns there are not, or no rows
   */
  static async from(
    rows: AsyncIterable<Readonly<Record<string, unknown>>> | Iterable<Readonly<Record<string, unknown>>>,
    options: PopulationFromOptions = {},
  ): Promise<Population> {
    const { weight, attributes } = checkOptions("Population.from", options, populationFromOptionNames);
    const counted = new Map<string, { readonly member: Member; weight: number }>();
    const columns = new Set<string>();
    let number = 0;
    for await (const row of rows) {
      number++;
      for (const name of Object.keys(row)) columns.add(name);
      const count = weight === undefined ? 1 : weightOf(row, weight, number);
      const member = memberOf(row, attributes ?? Object.keys(row).filter((name) => name !== weight));
      const key = JSON.stringify(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      const known = counted.get(key);
      if (known === undefined) counted.set(key, { member, weight: count });
      else known.weight += count;
    }
    for (const name of [...(attributes ?? []), ...(weight === undefined ? [] : [weight])])
      if (number > 0 && !columns.has(name)) throw noColumn(name, [...columns]);
    const members = [...counted.values()].filter(
      (one) => one.weight > 0 && Object.keys(one.member).length > 0,
    );
    if (members.length === 0) throw new InvalidArgumentError("There is nobody in the population");
    const names = new Set(members.flatMap(({ member }) => Object.keys(member)));
    return new Population([...names], members);
  }

  /**
   * People of the population.
   * @throws InvalidArgumentError for a stratum there is not, or a number that is not a count
   */
  draw(options: DrawPopulationOptions): readonly Member[] {
    const { n, seed, strata = [] } = checkOptions("Population.draw", options, drawPopulationOptionNames);
    checkCount("n", n, 1);
    for (const name of strata) if (!this.attributes.includes(name)) throw noColumn(name, this.attributes);
    const random = new Random(seed).fork("population");
    const cells = this.#strata(strata);
    const counts = allocated(
      cells.map(({ share }) => share),
      n,
    );
    const drawn = cells.flatMap(({ key, members }, index) =>
      spread(members, counts[index] as number, random.fork("stratum", key)),
    );
    return random.fork("order").shuffle(drawn);
  }

  /** Share of the population whose attributes have these values, 0 to 1. */
  share(values: Partial<Member>): number {
    const there = this.members.filter(({ member }) =>
      Object.entries(values).every(([name, value]) => member[name] === value),
    );
    return there.reduce((sum, { weight }) => sum + weight, 0) / this.#total;
  }

  #strata(names: readonly string[]) {
    const cells = new Map<string, WeightedMember[]>();
    for (const one of this.members) {
      const key = JSON.stringify(names.map((name) => one.member[name] ?? null));
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [one]);
      else cell.push(one);
    }
    return [...cells].map(([key, members]) => ({
      key,
      members,
      share: members.reduce((sum, { weight }) => sum + weight, 0) / this.#total,
    }));
  }
}

/** How often a sample is brought nearer to the wanted shares: far more often than it takes. */
const mostRounds = 200;

/**
 * A sample weighted so that every attribute has its shares, and what goes together stays as it was drawn: iterative
 * proportional fitting (Deming & Stephan 1940). A value that is too rare to have been drawn has nobody to weigh.
 */
function withShares(
  sample: readonly WeightedMember[],
  wanted: ReadonlyMap<string, ReadonlyMap<string, number>>,
): readonly WeightedMember[] {
  const weights = sample.map(({ weight }) => weight / sample.length);
  for (let round = 0; round < mostRounds; round++) {
    let off = 0;
    for (const [name, shares] of wanted) {
      const there = new Map<string, number>();
      for (const [index, { member }] of sample.entries()) {
        const value = String(member[name]);
        there.set(value, (there.get(value) ?? 0) + (weights[index] as number));
      }
      const met = [...there.keys()].reduce((sum, value) => sum + (shares.get(value) ?? 0), 0);
      for (const [index, { member }] of sample.entries()) {
        const value = String(member[name]);
        const factor = (shares.get(value) ?? 0) / met / (there.get(value) as number);
        off = Math.max(off, Math.abs(factor - 1));
        weights[index] = (weights[index] as number) * factor;
      }
    }
    if (off < 1e-12) break;
  }
  return sample.map(({ member }, index) => ({ member, weight: weights[index] as number }));
}

/** Whole numbers with the sum `n`, as near to the shares as they can be: largest remainders (Hamilton). */
function allocated(shares: readonly number[], n: number): number[] {
  const counts = shares.map((share) => Math.floor(share * n + 1e-9));
  const rest = n - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share * n - (counts[index] as number) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, rest)) counts[index] = (counts[index] as number) + 1;
  return counts;
}

/** Draws by weight, at even steps from a random start (systematic sampling), so that kinds come in their shares. */
function spread(members: readonly WeightedMember[], count: number, random: Random): Member[] {
  const order = random.shuffle(members);
  const total = order.reduce((sum, { weight }) => sum + weight, 0);
  const step = total / count;
  const start = random.next() * step;
  const drawn: Member[] = [];
  let passed = 0;
  for (const { member, weight } of order) {
    passed += weight;
    while (drawn.length < count && start + drawn.length * step < passed) drawn.push(member);
  }
  while (drawn.length < count) drawn.push((order.at(-1) as WeightedMember).member);
  return drawn;
}

/** Texts and numbers; what is nested, missing or blank is no attribute of this person. */
function memberOf(row: Readonly<Record<string, unknown>>, names: readonly string[]): Member {
  return Object.fromEntries(
    names.flatMap((name): (readonly [string, string | number])[] => {
      const value = row[name];
      if (typeof value === "number" && Number.isFinite(value)) return [[name, value]];
      if (typeof value === "boolean") return [[name, String(value)]];
      return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [];
    }),
  );
}

function weightOf(row: Readonly<Record<string, unknown>>, name: string, number: number): number {
  const weight = Number(typeof row[name] === "string" ? row[name].replaceAll(/[\s,_']/g, "") : row[name]);
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw new DataFormatError(`row ${number} stands for ${JSON.stringify(row[name] ?? null)} people`, {
    hint: `The column "${name}" must hold a number of at least 0.`,
  });
}

function noColumn(name: string, columns: readonly string[]): InvalidArgumentError {
  const nearest = nearestName(name, columns);
  return new InvalidArgumentError(`The population has no attribute "${name}"`, {
    hint: nearest === undefined ? `Attributes: ${columns.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
