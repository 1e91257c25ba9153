import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogText } from "../text/dialog-text.ts";
import { hdd } from "./hdd.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

const sampleSizes = Array.from({ length: 16 }, (_, index) => 35 + index);

/**
 * vocd-D (Malvern & Richards 1997; McKee et al. 2000, doi 10.1093/llc/15.3.323): the D for which the curve
 * TTR(N) = D/N · (√(1 + 2N/D) − 1) is nearest, by least squares, to the type–token ratios of random samples of 35 to 50
 * words. Those are taken from the hypergeometric distribution and not from draws (McCarthy & Jarvis 2007): the value is
 * what infinitely many draws give, and has no seed. `null` for fewer than 50 words, and where no word is repeated.
 */
export class VocdDScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new VocdDScore", arguments, 1);
    checkOptions("new VocdDScore", options, textScoreOptionNames);
    super("vocd-d", options);
  }

  protected measure(text: DialogText): number | null {
    return vocdD(text.words);
  }
}

/** vocd-D of a list of words, see {@link VocdDScore}. */
export function vocdD(words: readonly string[]): number | null {
  const ratios = sampleSizes.map((size) => hdd(words, size));
  if (ratios.at(-1) === null || new Set(words).size === words.length) return null;
  let [low, high] = [1e-3, 1e6].map(Math.log) as [number, number];
  // Stryker disable next-line EqualityOperator: one halving more or less is below what is printed
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (slopeOfMisfit(Math.exp(middle), ratios as number[]) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Half the derivative, by D, of the sum of squares between the curve and the ratios. */
function slopeOfMisfit(d: number, ratios: readonly number[]): number {
  let slope = 0;
  for (const [index, size] of sampleSizes.entries()) {
    const root = Math.sqrt(1 + (2 * size) / d);
    // The curve, written so that nothing is lost for a large D, and its derivative.
    const curve = 2 / (root + 1);
    slope += ((curve - (ratios[index] as number)) * 2 * size) / (d ** 2 * root * (root + 1) ** 2);
  }
  return slope;
}
