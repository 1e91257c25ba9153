import { Random } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import { jackknife } from "./jackknife.ts";
import { meanEstimator, type Units } from "./estimator.ts";
import { deviationInterval, meanInterval } from "./mean-interval.ts";
import { medianInterval } from "./median-interval.ts";
import { medianTest } from "./median-test.ts";
import { type PermutationOptions, permutationTest, smallestMeanP } from "./permutation-test.ts";
import { studentizedDistance } from "./studentized-distance.ts";
import { clusteredWilsonInterval } from "./wilson-interval.ts";

/** A distribution with what is known of it. */
interface Shape {
  readonly draw: (random: Random) => number;
  readonly mean: number;
  readonly median: number;
  readonly deviation: number;
}

const exponential = (random: Random): number => -Math.log(1 - random.next());

/** Shapes that scores of dialogues take: symmetric, skewed, heavy-tailed, counts, mostly zero. */
export const shapes = {
  normal: { draw: (random) => random.normal(), mean: 0, median: 0, deviation: 1 },
  exponential: { draw: exponential, mean: 1, median: Math.LN2, deviation: 1 },
  lognormal: {
    draw: (random) => Math.exp(random.normal()),
    mean: Math.exp(0.5),
    median: 1,
    deviation: Math.sqrt((Math.E - 1) * Math.E),
  },
  uniform: { draw: (random) => random.next(), mean: 0.5, median: 0.5, deviation: Math.sqrt(1 / 12) },
  "counts to 9": {
    draw: (random) => random.integer(0, 9),
    mean: 4.5,
    median: 4.5,
    deviation: Math.sqrt(8.25),
  },
  "80 % zero": {
    draw: (random) => (random.chance(0.8) ? 0 : exponential(random)),
    mean: 0.2,
    median: 0,
    deviation: Math.sqrt(0.36),
  },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

/** One side of a comparison: how many values of which shape, around their centre, stretched by `spread`. */
export interface Side {
  readonly shape: ShapeName;
  readonly n: number;
  readonly spread: number;
}

export interface SimulationOptions {
  /** Datasets drawn. */
  readonly rounds: number;
  readonly seed: number;
}

type Test = (first: Units, second: Units, plan: PermutationOptions) => number;

/** The tests that evaluators make. */
const tests = {
  mean(first, second, plan) {
    const estimator = meanEstimator([...first, ...second]);
    const sizes = [first.length, second.length] as const;
    return Math.max(
      smallestMeanP(sizes, plan.permutations),
      permutationTest(sizes, studentizedDistance(estimator), plan),
    );
  },
  median: medianTest,
} satisfies Record<string, Test>;

/** What means must not be compared by: it takes another spread for another mean where sides differ in size (Janssen 1997). For comparison only. */
export const plainMeanTest: Test = (first, second, plan) => {
  const values = [...first, ...second].flat();
  const meanOf = (places: Uint32Array): number =>
    places.reduce((sum, place) => sum + (values[place] as number), 0) / places.length;
  return permutationTest([first.length, second.length], (a, b) => Math.abs(meanOf(a) - meanOf(b)), plan);
};

/** How often the test of a statistic says at 5 % that two sources differ which have the same one, in [0, 1]. */
export function falseStars(
  statistic: keyof typeof tests,
  [first, second]: readonly [Side, Side],
  { rounds, seed }: SimulationOptions,
  test: Test = tests[statistic],
): number {
  const random = new Random(seed);
  const values = ({ shape, n, spread }: Side): number[][] =>
    Array.from({ length: n }, () => [(shapes[shape].draw(random) - shapes[shape][statistic]) * spread]);
  let stars = 0;
  for (let round = 0; round < rounds; round++) {
    const sides = [values(first), values(second)] as const;
    const plan = { permutations: 199, seed: random.integer(0, 2 ** 31) };
    if (test(...sides, plan) <= 0.05) stars++;
  }
  return stars / rounds;
}

/** How often an interval holds the true value, in [0, 1], among the datasets that had one; and how many had none. */
export interface Coverage {
  readonly covered: number;
  readonly without: number;
}

/** The coverage of the intervals of a statistic over datasets of `n` values of a shape. */
export function coverage(
  statistic: "mean" | "median" | "deviation",
  shape: ShapeName,
  n: number,
  options: SimulationOptions,
): Coverage {
  const truth = shapes[shape][statistic];
  return covers(options, truth, (random) => {
    const units = Array.from({ length: n }, () => [shapes[shape].draw(random)]);
    if (statistic === "median") return medianInterval(units, 0.95);
    const plan = { resamples: 300, level: 0.95, seed: random.integer(0, 2 ** 31) };
    return statistic === "mean" ? meanInterval(units, plan) : deviationInterval(units, plan);
  });
}

/** The coverage of the interval of a frequency, 30 % unless given, over dialogues whose turns all agree with probability `agreement`. */
export function frequencyCoverage(
  dialogs: number,
  turns: number | ((random: Random) => number),
  agreement: number,
  options: SimulationOptions,
  frequency = 0.3,
): Coverage {
  return covers(options, frequency, (random) =>
    clusteredWilsonInterval(
      Array.from({ length: dialogs }, () => {
        const rate = random.chance(agreement) ? Number(random.chance(frequency)) : frequency;
        const length = typeof turns === "number" ? turns : turns(random);
        return Array.from({ length }, () => Number(random.chance(rate)));
      }),
    ),
  );
}

/**
 * The coverage of the interval of a diversity over datasets of `n` words drawn from 300 by Zipf's law: the share of
 * different ones, whose expected value is known.
 */
export function diversityCoverage(n: number, options: SimulationOptions): Coverage {
  const weights = Array.from({ length: 300 }, (_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const truth = weights.reduce((sum, weight) => sum + 1 - (1 - weight / total) ** n, 0) / n;
  return covers(options, truth, (random) => {
    const words = Array.from({ length: n }, () => {
      let left = random.next() * total;
      return weights.findIndex((weight) => (left -= weight) < 0);
    });
    const share = (of: Uint32Array): number[] => [
      new Set(Array.from(of, (place) => words[place])).size / of.length,
    ];
    const value = share(Uint32Array.from(words.keys()));
    const plan = { resamples: 40, level: 0.95, seed: random.integer(0, 2 ** 31) };
    const [interval = null] = jackknife(n, value, share, plan);
    return interval !== null && interval.low < interval.high ? interval : null;
  });
}

function covers(
  { rounds, seed }: SimulationOptions,
  truth: number,
  intervalOf: (random: Random) => Interval | null,
): Coverage {
  const random = new Random(seed);
  let [covered, without] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const interval = intervalOf(random);
    if (interval === null) without++;
    else if (interval.low <= truth && truth <= interval.high) covered++;
  }
  return { covered: covered / (rounds - without), without };
}
