import type { Dialog, JsonObject } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { entropy } from "../statistics/entropy.ts";
import { type ShareUnit, speakerCounts } from "../text/speaker-counts.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import { defaultTokenizer } from "../text/unicode-tokenizer.ts";

/** What the shares of the speakers are measured in. */
export interface SpeakerShareOptions {
  readonly name?: string | undefined;
  /** What is shared: words when not given. */
  readonly unit?: ShareUnit | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

/**
 * Entropy, in bits, of who says the words (or has the turns): log₂ of the number of speakers when all say as
 * much, 0 when one says everything. `null` when nobody named says anything.
 */
export class SpeakerEntropyScore implements DialogScore {
  readonly name: string;
  readonly unit: ShareUnit;
  readonly tokenizer: Tokenizer;

  constructor(options: SpeakerShareOptions = {}) {
    this.name = options.name ?? "speaker-entropy";
    this.unit = options.unit ?? "words";
    this.tokenizer = options.tokenizer ?? defaultTokenizer;
  }

  get configuration(): JsonObject {
    return { tokenizer: this.tokenizer.name, unit: this.unit };
  }

  score(dialog: Dialog): number | null {
    const counts = [...speakerCounts(dialog, this.unit, this.tokenizer).values()];
    return counts.some((count) => count > 0) ? entropy(counts) : null;
  }
}
