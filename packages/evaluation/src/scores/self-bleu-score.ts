import {
  checkCount,
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import type { JsonObject } from "@sdialog/core";
import type { DialogText } from "../text/dialog-text.ts";
import { selfBleu } from "../text/self-bleu.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** How long the compared n-grams may be, and whose turns are compared. */
export interface SelfBleuOptions extends TextScoreOptions {
  /** Longest n-gram compared. Default: 4. */
  readonly n?: number | undefined;
}

const selfBleuOptionNames: OptionNames<SelfBleuOptions> = { n: true, ...textScoreOptionNames };

/**
 * How much the turns of one dialogue repeat each other's n-grams: self-BLEU with turns as texts, see
 * {@link selfBleu}. `null` for fewer than two turns with words. For a whole dataset, see `SelfBleuEvaluator`.
 */
export class SelfBleuScore extends TextScore {
  readonly direction = "lower";
  readonly n: number;

  /** @throws InvalidArgumentError for an `n` that is not a whole number of at least 1 */
  constructor(options: SelfBleuOptions = {}) {
    checkArguments("new SelfBleuScore", arguments, 1);
    checkOptions("new SelfBleuScore", options, selfBleuOptionNames);
    super("self-bleu", pickOptions(options, textScoreOptionNames));
    this.n = options.n ?? 4;
    checkCount("n", this.n, 1);
  }

  protected override parameters(): JsonObject {
    return { n: this.n };
  }

  protected measure(text: DialogText): number | null {
    return selfBleu(
      text.turns.map((turn) => turn.words).filter((words) => words.length > 0),
      this.n,
    );
  }
}
