import { checkOptions, type OptionNames, checkCount, checkShare } from "@sdialog/core/internal";
import type { Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { bootstrap } from "@sdialog/evaluation/statistics";
import { within01 } from "./coverage.ts";

/** A task that was tried with simulated users and with people, and how often it went well with each. */
export interface TaskOutcomes {
  /** Share of the conversations with simulated users that succeeded, in [0, 1]. */
  readonly simulated: number;
  /** The same with people. */
  readonly real: number;
}

/** What both measures take. */
export interface PairedMeasureOptions {
  /** Default: 1,000. */
  readonly resamples?: number | undefined;
  /** Default: 0.95. */
  readonly level?: number | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
}

/** The names of {@link PairedMeasureOptions}. */
export const pairedMeasureOptionNames: OptionNames<PairedMeasureOptions> = {
  resamples: true,
  level: true,
  seed: true,
};

/** How the calibration error is made. */
export interface OutcomeCalibrationOptions extends PairedMeasureOptions {
  /** Bins of equal width that tasks are put in by their success with simulated users. Default: 10. */
  readonly bins?: number | undefined;
}

const outcomeCalibrationOptionNames: OptionNames<OutcomeCalibrationOptions> = {
  bins: true,
  ...pairedMeasureOptionNames,
};

/** A number of many tasks or conversations. */
export interface PairedMeasure {
  readonly value: number;
  readonly interval: Interval | null;
  readonly n: number;
}

/** The calibration error, and the bins it is of. */
export interface OutcomeCalibration extends PairedMeasure {
  /** Bins with any task: its edges, tasks, and mean success on both sides. */
  readonly bins: readonly {
    readonly low: number;
    readonly high: number;
    readonly n: number;
    readonly simulated: number;
    readonly real: number;
  }[];
}

/**
 * Expected calibration error of outcomes under simulation (Zhou et al. 2026, arXiv 2603.11245): tasks binned by their
 * success with simulated users, Σ (tasks of the bin ÷ all) · |mean with simulated − mean with people|. 0: what simulation
 * predicts is what happens with people (0.069 between people and people there).
 *
 * @returns `null` without tasks
 * @throws InvalidArgumentError for shares outside [0, 1] and bins that are not a positive whole number
 */
export function outcomeCalibration(
  tasks: readonly TaskOutcomes[],
  options: OutcomeCalibrationOptions = {},
): OutcomeCalibration | null {
  checkOptions("outcomeCalibration", options, outcomeCalibrationOptionNames);
  const { bins = 10, resamples = 1000, level = 0.95, seed = 0 } = options;
  checkCount("outcomeCalibration: bins", bins, 1);
  for (const share of tasks.flatMap(({ simulated, real }) => [simulated, real]))
    checkShare("A success rate", share);
  if (tasks.length === 0) return null;
  const binOf = ({ simulated }: TaskOutcomes): number => Math.min(bins - 1, Math.floor(simulated * bins));
  const gather = (indices: Iterable<number>) => {
    const found = Array.from({ length: bins }, () => ({ n: 0, simulated: 0, real: 0 }));
    let n = 0;
    for (const index of indices) {
      const task = tasks[index] as TaskOutcomes;
      const bin = found[binOf(task)] as (typeof found)[number];
      bin.n++;
      bin.simulated += task.simulated;
      bin.real += task.real;
      n++;
    }
    return { found, error: found.reduce((sum, bin) => sum + Math.abs(bin.simulated - bin.real), 0) / n };
  };
  const { found, error } = gather(tasks.keys());
  const [interval = null] = bootstrap(tasks.length, (indices) => [gather(indices).error], {
    resamples,
    level,
    seed,
  });
  return {
    value: error,
    interval: interval && within01(interval),
    n: tasks.length,
    bins: found.flatMap(({ n, simulated, real }, bin) =>
      n === 0
        ? []
        : [{ low: bin / bins, high: (bin + 1) / bins, n, simulated: simulated / n, real: real / n }],
    ),
  };
}
