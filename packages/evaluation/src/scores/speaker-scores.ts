import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { Assessment, DialogScore } from "../dialog-score.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";
import { sum } from "../statistics/moments.ts";
import { dialogText } from "../text/dialog-text.ts";

/** What the shares of the speakers are measured in. */
export interface SpeakerShareOptions {
  readonly name?: string | undefined;
  /** What is shared. Default: words. */
  readonly unit?: ShareUnit | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

const speakerShareOptionNames: OptionNames<SpeakerShareOptions> = { name: true, unit: true, tokenizer: true };

/**
 * Entropy, in bits, of who says the words (or has the turns): log₂ of the number of speakers when all say as
 * much, 0 when one says everything. `null` when nobody named says anything.
 */
export class SpeakerEntropyScore implements DialogScore {
  readonly name: string;
  readonly unit: ShareUnit;
  readonly tokenizer: Tokenizer;

  constructor(options: SpeakerShareOptions = {}) {
    checkArguments("new SpeakerEntropyScore", arguments, 1);
    checkOptions("new SpeakerEntropyScore", options, speakerShareOptionNames);
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

/**
 * The share, in [0, 1], of one speaker in the words (or turns); of whoever has most when none is chosen. `null`
 * when nobody named says anything, or the chosen speaker has no turn. Details hold every speaker's share.
 */
export class SpeakerShareScore implements DialogScore {
  readonly name: string;
  readonly speaker: string | undefined;
  readonly unit: ShareUnit;
  readonly tokenizer: Tokenizer;

  constructor(options: SpeakerShareOptions & { readonly speaker?: string | undefined } = {}) {
    checkArguments("new SpeakerShareScore", arguments, 1);
    checkOptions("new SpeakerShareScore", options, { speaker: true, ...speakerShareOptionNames });
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
    if (chosen.length === 0) return { value: null };
    return {
      value: Math.max(...chosen.map(([, share]) => share)),
      details: { shares: Object.fromEntries(shares) },
    };
  }
}

/**
 * How evenly turns are shared, whatever the number of speakers: entropy of turns per speaker ÷ its largest value.
 * 1 = all speak equally often, 0 = one speaker; `null` when no turn names its speaker.
 */
export class TurnTakingRatioScore implements DialogScore {
  readonly name: string;

  constructor(options: { readonly name?: string | undefined } = {}) {
    checkArguments("new TurnTakingRatioScore", arguments, 1);
    checkOptions("new TurnTakingRatioScore", options, { name: true });
    this.name = options.name ?? "turn-taking-ratio";
  }

  score(dialog: Dialog): number | null {
    const counts = [...speakerCounts(dialog, "turns", defaultTokenizer).values()];
    if (counts.length === 0) return null;
    return counts.length === 1 ? 0 : entropy(counts) / Math.log2(counts.length);
  }
}

/** Shannon entropy in bits of the distribution that `counts` describe. */
export function entropy(counts: readonly number[]): number {
  const total = sum(counts);
  return sum(counts.map((count) => (count === 0 ? 0 : -(count / total) * Math.log2(count / total))));
}

/** What shares of a dialogue are measured in. */
export type ShareUnit = "turns" | "words";

/** Turns or words per speaker, in order of first appearance. "A" and "a" are one speaker; turns nobody is named for are left out. */
function speakerCounts(dialog: Dialog, unit: ShareUnit, tokenizer: Tokenizer): Map<string, number> {
  const counts = new Map<string, number>();
  const spelling = new Map<string, string>();
  const text = dialogText(dialog, tokenizer);
  for (const [index, turn] of dialog.turns.entries()) {
    if (turn.speaker === null || turn.speaker === "") continue;
    const folded = turn.speaker.toLowerCase();
    const name = spelling.get(folded) ?? turn.speaker;
    spelling.set(folded, name);
    counts.set(
      name,
      (counts.get(name) ?? 0) + (unit === "turns" ? 1 : (text.turns[index]?.words.length ?? 0)),
    );
  }
  return counts;
}
