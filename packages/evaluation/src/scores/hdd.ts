import {
  checkCount,
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import type { JsonObject } from "@sdialog/core";
import { countWords } from "../text/count-words.ts";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** How large the imagined samples are, and whose words are drawn from. */
export interface HddOptions extends TextScoreOptions {
  /** Words per imagined sample. Default: 42. */
  readonly sampleSize?: number | undefined;
}

const hddOptionNames: OptionNames<HddOptions> = { sampleSize: true, ...textScoreOptionNames };

/**
 * HD-D (McCarthy & Jarvis 2007, doi 10.1177/0265532207080767): the type–token ratio to expect of a random sample
 * of 42 words, by the hypergeometric distribution. `null` for fewer words than that.
 */
export class HddScore extends TextScore {
  readonly sampleSize: number;

  /** @throws InvalidArgumentError for a sample size that is not a whole number of at least 1 */
  constructor(options: HddOptions = {}) {
    checkArguments("new HddScore", arguments, 1);
    checkOptions("new HddScore", options, hddOptionNames);
    super("hdd", pickOptions(options, textScoreOptionNames));
    this.sampleSize = options.sampleSize ?? 42;
    checkCount("sampleSize", this.sampleSize, 1);
  }

  protected override parameters(): JsonObject {
    return { sampleSize: this.sampleSize };
  }

  protected measure(text: DialogText): number | null {
    return hdd(text.words, this.sampleSize);
  }
}

/** HD-D of a list of words, see {@link HddScore}. */
export function hdd(words: readonly string[], sampleSize = 42): number | null {
  const n = words.length;
  if (n < sampleSize) return null;
  const absent = new Map<number, number>();
  let sum = 0;
  for (const frequency of countWords(words).values()) {
    let probability = absent.get(frequency);
    if (probability === undefined) {
      probability = probabilityOfNone(n, frequency, sampleSize);
      absent.set(frequency, probability);
    }
    sum += 1 - probability;
  }
  return sum / sampleSize;
}

/** C(n − f, k) ÷ C(n, k), as a product of k ratios because the binomials overflow. */
function probabilityOfNone(n: number, frequency: number, sampleSize: number): number {
  let probability = 1;
  for (let drawn = 0; drawn < sampleSize && probability > 0; drawn++) {
    probability *= Math.max(0, n - frequency - drawn) / (n - drawn);
  }
  return probability;
}
