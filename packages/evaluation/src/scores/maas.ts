import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/**
 * Maas's a² (Maas 1972): (ln words − ln different words) ÷ (ln words)², 0 when no word is repeated and higher the more
 * are. Depends on length less than the type–token ratio, and more than MTLD. `null` for fewer than two words.
 */
export class MaasScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new MaasScore", arguments, 1);
    checkOptions("new MaasScore", options, textScoreOptionNames);
    super("maas", options);
  }

  protected measure(text: DialogText): number | null {
    return maas(text.words);
  }
}

/** Maas's a² of a list of words, see {@link MaasScore}. */
export function maas(words: readonly string[]): number | null {
  if (words.length < 2) return null;
  const length = Math.log(words.length);
  return (length - Math.log(new Set(words).size)) / length ** 2;
}
