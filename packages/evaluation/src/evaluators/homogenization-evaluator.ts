import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { rougeLTo } from "../text/rouge-l.ts";
import {
  PairwiseEvaluator,
  type PairwiseOptions,
  pairwiseOptionNames,
  type Similarity,
} from "./pairwise-evaluator.ts";

/**
 * How alike the dialogues of a dataset are: the mean ROUGE-L of all pairs, in [0, 1], under `rougeL` (homogenisation;
 * Padmakumar & He 2024, arXiv 2309.05196). Unlike self-BLEU it does not grow with their number.
 */
export class HomogenizationEvaluator extends PairwiseEvaluator {
  constructor(options: PairwiseOptions = {}) {
    checkArguments("new HomogenizationEvaluator", arguments, 1);
    checkOptions("new HomogenizationEvaluator", options, pairwiseOptionNames);
    super("rouge-l-homogenization", options);
  }

  protected compare(texts: readonly (readonly string[])[]): (first: number) => (second: number) => number {
    return (first) => {
      const similarity = rougeLTo(texts[first] as readonly string[]);
      return (second) => similarity(texts[second] as readonly string[]);
    };
  }

  protected override bounds(): Readonly<Record<string, readonly [low: number, high: number]>> {
    return { rougeL: [0, 1] };
  }

  protected statistics(chosen: Uint32Array, similarity: Similarity): { readonly rougeL: number } {
    let sum = 0;
    for (let first = 1; first < chosen.length; first++) {
      for (let second = 0; second < first; second++) {
        sum += similarity(chosen[first] as number, chosen[second] as number);
      }
    }
    return { rougeL: sum / ((chosen.length * (chosen.length - 1)) / 2) };
  }
}
