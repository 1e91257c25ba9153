import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { gramSet, jaccard, shingleLength, usualThreshold } from "../text/shingles.ts";
import {
  PairwiseEvaluator,
  type PairwiseOptions,
  pairwiseOptionNames,
  type Similarity,
} from "./pairwise-evaluator.ts";

/** From which similarity on two dialogues count as one. */
export interface NearDuplicateEvaluatorOptions extends PairwiseOptions {
  /** Jaccard similarity of the dialogues' 5-grams, in (0, 1]. Default: 0.8. */
  readonly threshold?: number | undefined;
}

const nearDuplicateEvaluatorOptionNames: OptionNames<NearDuplicateEvaluatorOptions> = {
  threshold: true,
  ...pairwiseOptionNames,
};

/**
 * The share of the dialogues of a dataset, in [0, 1], of which another one says nearly the same, under `rate`: those whose
 * sets of 5-grams have a Jaccard similarity of 0.8 or more (Lee et al. 2022, arXiv 2107.06499, here exact for all pairs
 * instead of estimated). It grows with the number of dialogues: compare at equal n.
 */
export class NearDuplicateEvaluator extends PairwiseEvaluator {
  readonly threshold: number;
  protected override readonly fewestWords = shingleLength;

  /** @throws InvalidArgumentError for a threshold outside (0, 1] */
  constructor(options: NearDuplicateEvaluatorOptions = {}) {
    checkArguments("new NearDuplicateEvaluator", arguments, 1);
    checkOptions("new NearDuplicateEvaluator", options, nearDuplicateEvaluatorOptionNames);
    super("near-duplicate-rate", options);
    this.threshold = options.threshold ?? usualThreshold;
    if (!(this.threshold > 0 && this.threshold <= 1)) {
      throw new InvalidArgumentError(`A similarity must be above 0 and at most 1, not ${this.threshold}`);
    }
  }

  protected compare(texts: readonly (readonly string[])[]): (first: number) => (second: number) => number {
    const sets = texts.map((words) => gramSet([words], shingleLength));
    return (first) => (second) => jaccard(sets[first] as Set<string>, sets[second] as Set<string>);
  }

  protected override bounds(): Readonly<Record<string, readonly [low: number, high: number]>> {
    return { rate: [0, 1] };
  }

  protected statistics(chosen: Uint32Array, similarity: Similarity): { readonly rate: number } {
    const repeated = chosen.filter((first, place) =>
      chosen.some((second, other) => other !== place && similarity(first, second) >= this.threshold),
    );
    return { rate: repeated.length / chosen.length };
  }
}
