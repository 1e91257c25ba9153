import type { Dialog, JsonObject } from "@sdialog/core";
import type { Assessment, DialogScore } from "../dialog-score.ts";
import { type ShareUnit, speakerCounts } from "../text/speaker-counts.ts";
import { sum } from "../text/sum.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import { defaultTokenizer } from "../text/unicode-tokenizer.ts";
import type { SpeakerShareOptions } from "./speaker-entropy.ts";

/**
 * The share, in [0, 1], of one speaker in the words (or turns); of whoever has most when none is chosen. `null`
 * when nobody named says anything; 0 for a chosen speaker who is silent. Details hold every speaker's share.
 */
export class SpeakerShareScore implements DialogScore {
  readonly name: string;
  readonly speaker: string | undefined;
  readonly unit: ShareUnit;
  readonly tokenizer: Tokenizer;

  constructor(options: SpeakerShareOptions & { readonly speaker?: string | undefined } = {}) {
    this.name = options.name ?? "speaker-share";
    this.speaker = options.speaker;
    this.unit = options.unit ?? "words";
    this.tokenizer = options.tokenizer ?? defaultTokenizer;
  }

  get configuration(): JsonObject {
    return {
      tokenizer: this.tokenizer.name,
      unit: this.unit,
      ...(this.speaker === undefined ? {} : { speaker: this.speaker }),
    };
  }

  score(dialog: Dialog): number | null {
    return this.assess(dialog).value;
  }

  assess(dialog: Dialog): Assessment & { readonly value: number | null } {
    const counts = speakerCounts(dialog, this.unit, this.tokenizer);
    const total = sum(counts.values());
    if (total === 0) return { value: null };
    const shares = [...counts].map(([name, count]) => [name, count / total] as const);
    const wanted = this.speaker?.toLowerCase();
    const chosen = shares.filter(([name]) => wanted === undefined || name.toLowerCase() === wanted);
    return {
      value: Math.max(0, ...chosen.map(([, share]) => share)),
      details: { shares: Object.fromEntries(shares) },
    };
  }
}
