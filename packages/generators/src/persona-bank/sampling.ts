import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { InvalidArgumentError, type Random } from "@sdialog/core";
import type { Dimension, Features } from "./dimension.ts";

/** Draws one persona's features. */
export interface Sampling {
  readonly name: string;
  /** Dimensions that stay when a persona has too many. */
  readonly keeps?: readonly string[];
  /** @param stored the features of all personas there are, for strategies that balance */
  sample(dimensions: readonly Dimension[], random: Random, stored: readonly Features[]): Features;
}

/** How probable it is that a persona has a dimension, each probability from 0 to 1. */
export interface RandomSamplingOptions {
  /** Probability of a dimension that is not a constraint. Default: 0.7. */
  readonly availability?: number;
  /** Probability of a constraint dimension, beyond the number every persona has. Default: 0. */
  readonly constraintAvailability?: number;
}

const randomSamplingOptionNames: OptionNames<RandomSamplingOptions> = {
  availability: true,
  constraintAvailability: true,
};

/** Every dimension independently. */
export function randomSampling(options: RandomSamplingOptions = {}): Sampling {
  checkArguments("randomSampling", arguments, 1);
  const { availability = 0.7, constraintAvailability = 0 } = checkOptions(
    "randomSampling",
    options,
    randomSamplingOptionNames,
  );
  return {
    name: "random",
    sample(dimensions, random) {
      const drawn = dimensions.filter(({ constraint }) =>
        random.chance(constraint ? constraintAvailability : availability),
      );
      return Object.fromEntries(drawn.map(({ name, values }) => [name, random.pick(values)]));
    },
  };
}

/**
 * As many personas in every combination of some dimensions: the least used combination is next. What is used is read
 * from the stored personas, so a run that goes on stays balanced.
 * @throws InvalidArgumentError for no dimension, or one that is not in the bank
 */
export function stratifiedSampling(by: readonly string[], rest: Sampling = randomSampling()): Sampling {
  checkArguments("stratifiedSampling", arguments, 2);
  requireArguments("stratifiedSampling", arguments, 1);
  if (by.length === 0) throw new InvalidArgumentError("Stratified sampling needs at least one dimension");
  const key = (features: Features): string => JSON.stringify(by.map((name) => features[name] ?? null));
  const counted = countsBy(key);
  return {
    name: "stratified",
    keeps: by,
    sample(dimensions, random, stored) {
      const strata = by.map((name) => dimensionNamed(dimensions, name));
      const cells = strata.reduce<Features[]>(
        (made, { name, values }) =>
          made.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value }))),
        [{}],
      );
      const counts = counted(stored);
      const fewest = Math.min(...cells.map((cell) => counts.get(key(cell)) ?? 0));
      const cell = random.pick(cells.filter((candidate) => (counts.get(key(candidate)) ?? 0) === fewest));
      return { ...rest.sample(dimensions, random, stored), ...cell };
    },
  };
}

/** Counts a list by key. A list that has only grown since it was last counted is counted on from there. */
function countsBy(key: (features: Features) => string): (list: readonly Features[]) => Map<string, number> {
  const known = new WeakMap<readonly Features[], { counts: Map<string, number>; upTo: number }>();
  return (list) => {
    const state = known.get(list) ?? { counts: new Map<string, number>(), upTo: 0 };
    for (const features of list.slice(state.upTo))
      state.counts.set(key(features), (state.counts.get(key(features)) ?? 0) + 1);
    known.set(list, { ...state, upTo: list.length });
    return state.counts;
  };
}

/** A persona with one of some values in one dimension prefers some values in another. */
export interface SamplingRule {
  readonly when: { readonly dimension: string; readonly values: readonly string[] };
  readonly prefer: { readonly dimension: string; readonly values: readonly string[] };
  /** Probability that the preference wins. Default: 0.8. */
  readonly probability?: number;
}

const samplingRuleNames: OptionNames<SamplingRule> = { when: true, prefer: true, probability: true };

/** Correlates dimensions by rules, applied in order to what another strategy drew. @throws InvalidArgumentError for a dimension that is not in the bank */
export function ruleSampling(rules: readonly SamplingRule[], base: Sampling = randomSampling()): Sampling {
  checkArguments("ruleSampling", arguments, 2);
  requireArguments("ruleSampling", arguments, 1);
  for (const [index, rule] of rules.entries())
    checkOptions(`ruleSampling rules[${index}]`, rule, samplingRuleNames);
  return {
    name: "rules",
    sample(dimensions, random, stored) {
      const features: Record<string, string> = { ...base.sample(dimensions, random, stored) };
      for (const { when, prefer, probability = 0.8 } of rules) {
        dimensionNamed(dimensions, when.dimension);
        dimensionNamed(dimensions, prefer.dimension);
        const applies = when.values.includes(features[when.dimension] ?? "");
        if (applies && random.chance(probability)) features[prefer.dimension] = random.pick(prefer.values);
      }
      return features;
    },
  };
}

/** @throws InvalidArgumentError that lists the dimensions there are */
export function dimensionNamed(dimensions: readonly Dimension[], name: string): Dimension {
  const found = dimensions.find((dimension) => dimension.name === name);
  if (found === undefined)
    throw new InvalidArgumentError(`The bank has no dimension "${name}"`, {
      hint: `It has: ${dimensions.map((dimension) => dimension.name).join(", ")}.`,
    });
  return found;
}
