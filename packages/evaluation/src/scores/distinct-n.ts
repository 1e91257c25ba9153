import type { JsonObject } from "@sdialog/core";
import type { DialogText } from "../text/dialog-text.ts";
import { countNGrams } from "../text/count-n-grams.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** How long the n-grams are, and whose words are counted. */
export interface DistinctNOptions extends TextScoreOptions {
  /** Words per n-gram; 2 when not given. */
  readonly n?: number | undefined;
}

/**
 * distinct-n (Li et al. 2016, arXiv 1510.03055) within one dialogue: different n-grams ÷ n-grams, none of which
 * crosses a turn. `null` without n-grams. For a whole dataset pooled, see `DistinctNEvaluator`.
 */
export class DistinctNScore extends TextScore {
  readonly n: number;

  constructor(options: DistinctNOptions = {}) {
    super(`distinct-${options.n ?? 2}`, options);
    this.n = options.n ?? 2;
  }

  protected override parameters(): JsonObject {
    return { n: this.n };
  }

  protected measure(text: DialogText): number | null {
    const { distinct, total } = countNGrams(
      text.turns.map((turn) => turn.words),
      this.n,
    );
    return total === 0 ? null : distinct / total;
  }
}
