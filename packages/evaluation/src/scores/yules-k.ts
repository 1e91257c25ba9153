import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { countWords } from "../text/count-words.ts";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/**
 * Yule's K (Yule 1944): 10⁴ · (Σ f² − n) ÷ n² over the frequencies f of the words, n being their sum. What repeats raises
 * it, 0 without a repeated word; hardly depends on length. `null` without words.
 */
export class YulesKScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new YulesKScore", arguments, 1);
    checkOptions("new YulesKScore", options, textScoreOptionNames);
    super("yules-k", options);
  }

  protected measure(text: DialogText): number | null {
    return yulesK(text.words);
  }
}

/** Yule's K of a list of words, see {@link YulesKScore}. */
export function yulesK(words: readonly string[]): number | null {
  if (words.length === 0) return null;
  let squares = 0;
  for (const frequency of countWords(words).values()) squares += frequency ** 2;
  return (1e4 * (squares - words.length)) / words.length ** 2;
}
