import type { Dialog } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { entropy } from "../statistics/entropy.ts";
import { speakerCounts } from "../text/speaker-counts.ts";
import { defaultTokenizer } from "../text/unicode-tokenizer.ts";

/**
 * How evenly turns are shared, whatever the number of speakers: entropy of turns per speaker ÷ its largest value.
 * 1 = all speak equally often, 0 = one speaker; `null` when no turn names its speaker.
 */
export class TurnTakingRatioScore implements DialogScore {
  readonly name: string;

  constructor(options: { readonly name?: string | undefined } = {}) {
    this.name = options.name ?? "turn-taking-ratio";
  }

  score(dialog: Dialog): number | null {
    const counts = [...speakerCounts(dialog, "turns", defaultTokenizer).values()];
    if (counts.length === 0) return null;
    return counts.length === 1 ? 0 : entropy(counts) / Math.log2(counts.length);
  }
}
