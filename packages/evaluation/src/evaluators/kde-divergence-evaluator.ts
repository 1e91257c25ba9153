import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import {
  cauchySchwarzDivergence,
  gridDivergences,
  type KernelDensity,
  kernelDensity,
} from "../statistics/kernel-density.ts";
import type { WeightedSample } from "../statistics/weighted-sample.ts";
import {
  type DistanceOptions,
  ScoreDistanceEvaluator,
  distanceOptionNames,
} from "./score-distance-evaluator.ts";

/** Cauchy–Schwarz, Jensen–Shannon, or Kullback–Leibler (of the dataset from the reference). */
export type KdeDivergence = "cs" | "js" | "kl";

/** Which divergences are computed, and how smooth the densities are. */
export interface KdeDivergenceOptions extends DistanceOptions {
  /** Which to compute, the first is tested. Default: `["cs", "js"]`. */
  readonly divergences?: readonly KdeDivergence[] | undefined;
  /** Multiplies σ to give the bandwidth. Default: Scott's n^(−1/5). */
  readonly bandwidthFactor?: number | undefined;
}

const kdeDivergenceOptionNames: OptionNames<KdeDivergenceOptions> = {
  divergences: true,
  bandwidthFactor: true,
  ...distanceOptionNames,
};

const known: readonly KdeDivergence[] = ["cs", "js", "kl"];

/**
 * Divergences between Gaussian kernel densities of a score over the reference and over the dataset, in nats: `cs`
 * (closed form), `js` (in [0, ln 2]), `kl` (reference ‖ dataset, unbounded).
 *
 * A sample without spread has no density: two equal constants are 0 apart, anything else is undefined; use
 * `WassersteinDistanceEvaluator` there.
 */
export class KdeDivergenceEvaluator extends ScoreDistanceEvaluator {
  readonly divergences: readonly KdeDivergence[];
  readonly bandwidthFactor: number | undefined;
  protected override readonly resolution = 128;
  protected override readonly growth = "square";

  /** @throws InvalidArgumentError for an unknown divergence or none, or a bandwidth factor of 0 or less */
  constructor(score: DialogScore, options: KdeDivergenceOptions = {}) {
    checkArguments("new KdeDivergenceEvaluator", arguments, 2);
    checkOptions("new KdeDivergenceEvaluator", options, kdeDivergenceOptionNames);
    super("kde-divergence", score, options);
    this.divergences = options.divergences ?? ["cs", "js"];
    this.bandwidthFactor = options.bandwidthFactor;
    const wrong = this.divergences.find((name) => !known.includes(name));
    if (wrong !== undefined || this.divergences.length === 0) {
      throw new InvalidArgumentError(`There is no kernel density divergence "${wrong ?? ""}"`, {
        hint: `Choose from ${known.join(", ")}.`,
      });
    }
    if (this.bandwidthFactor !== undefined && !(this.bandwidthFactor > 0)) {
      throw new InvalidArgumentError(`The bandwidth factor must be above 0, not ${this.bandwidthFactor}`);
    }
  }

  protected override most(statistic: string): number {
    return statistic === "js" ? Math.LN2 : Number.POSITIVE_INFINITY;
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): Record<string, number | null> {
    const p = kernelDensity(reference, this.bandwidthFactor);
    const q = kernelDensity(sample, this.bandwidthFactor);
    const spread = p.bandwidth > 0 && q.bandwidth > 0;
    const values = spread ? this.#divergences(p, q) : degenerate(reference, sample);
    return Object.fromEntries(this.divergences.map((name) => [name, values?.[name] ?? null]));
  }

  #divergences(p: KernelDensity, q: KernelDensity): Readonly<Partial<Record<KdeDivergence, number>>> {
    const onGrid = this.divergences.some((name) => name !== "cs") ? gridDivergences(p, q) : {};
    return this.divergences.includes("cs") ? { ...onGrid, cs: cauchySchwarzDivergence(p, q) } : onGrid;
  }
}

function degenerate(a: WeightedSample, b: WeightedSample): Readonly<Record<KdeDivergence, number>> | null {
  const equal = a.points.length === 1 && b.points.length === 1 && a.points[0] === b.points[0];
  return equal ? { cs: 0, js: 0, kl: 0 } : null;
}
