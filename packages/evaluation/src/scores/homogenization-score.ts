import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogText } from "../text/dialog-text.ts";
import { rougeLTo } from "../text/rouge-l.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/**
 * How alike the turns of one dialogue are: the mean ROUGE-L of all pairs of turns with words, in [0, 1] (Padmakumar & He
 * 2024, arXiv 2309.05196). `null` for fewer than two such turns. For a whole dataset, see `HomogenizationEvaluator`.
 */
export class HomogenizationScore extends TextScore {
  readonly direction = "lower";

  constructor(options?: TextScoreOptions) {
    checkArguments("new HomogenizationScore", arguments, 1);
    checkOptions("new HomogenizationScore", options, textScoreOptionNames);
    super("rouge-l-homogenization", options);
  }

  protected measure(text: DialogText): number | null {
    return homogenization(text.turns.map(({ words }) => words).filter((words) => words.length > 0));
  }
}

/** The mean ROUGE-L of all pairs of texts; `null` for fewer than two. */
export function homogenization(texts: readonly (readonly string[])[]): number | null {
  if (texts.length < 2) return null;
  let sum = 0;
  for (const [index, text] of texts.entries()) {
    const similarity = rougeLTo(text);
    for (const other of texts.slice(0, index)) sum += similarity(other);
  }
  return sum / ((texts.length * (texts.length - 1)) / 2);
}
