import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";

/** What the scores of what a dialogue took are called, and whose answers are timed. */
export interface UsageScoreOptions {
  readonly name?: string | undefined;
  /** Only this speaker's answers, names compared without regard to case. */
  readonly speaker?: string | undefined;
}

const usageScoreOptionNames: OptionNames<UsageScoreOptions> = { name: true, speaker: true };
const nameOption: OptionNames<Pick<UsageScoreOptions, "name">> = { name: true };

/** What models were paid for a dialogue, in US dollars; `null` where that was not recorded, or a price is not known. */
export class CostScore implements DialogScore {
  readonly name: string;
  readonly direction = "lower";

  constructor(options: Pick<UsageScoreOptions, "name"> = {}) {
    checkArguments("new CostScore", arguments, 1);
    checkOptions("new CostScore", options, nameOption);
    this.name = options.name ?? "cost";
  }

  score(dialog: Dialog): number | null {
    return recorded(dialog, "cost");
  }
}

/** Tokens that models read and wrote for a dialogue; `null` where that was not recorded. */
export class TokenCountScore implements DialogScore {
  readonly name: string;
  readonly direction = "lower";

  constructor(options: Pick<UsageScoreOptions, "name"> = {}) {
    checkArguments("new TokenCountScore", arguments, 1);
    checkOptions("new TokenCountScore", options, nameOption);
    this.name = options.name ?? "token-count";
  }

  score(dialog: Dialog): number | null {
    const [read, written] = [recorded(dialog, "inputTokens"), recorded(dialog, "outputTokens")];
    return read === null || written === null ? null : read + written;
  }
}

/** Seconds until each answer was there, as a list: of the turns that hold `latencyMs`, as those of chatbots do; else `null`. */
export class LatencyScore implements DialogScore {
  readonly name: string;
  readonly direction = "lower";
  readonly speaker: string | undefined;

  constructor(options: UsageScoreOptions = {}) {
    checkArguments("new LatencyScore", arguments, 1);
    checkOptions("new LatencyScore", options, usageScoreOptionNames);
    this.name = options.name ?? "latency";
    this.speaker = options.speaker;
  }

  score(dialog: Dialog): readonly number[] | null {
    const wanted = this.speaker?.toLowerCase();
    const seconds = dialog.turns.flatMap((turn) => {
      const took = turn["latencyMs"];
      const chosen = wanted === undefined || turn.speaker?.toLowerCase() === wanted;
      return chosen && typeof took === "number" ? [took / 1000] : [];
    });
    return seconds.length === 0 ? null : seconds;
  }
}

/** Seconds from the first event of a dialogue to the last, whose times are whole seconds; `null` for fewer than two. */
export class DurationScore implements DialogScore {
  readonly name: string;

  constructor(options: Pick<UsageScoreOptions, "name"> = {}) {
    checkArguments("new DurationScore", arguments, 1);
    checkOptions("new DurationScore", options, nameOption);
    this.name = options.name ?? "duration";
  }

  score({ events }: Dialog): number | null {
    if (events === null || events.length < 2) return null;
    const times = events.map(({ timestamp }) => timestamp);
    return Math.max(...times) - Math.min(...times);
  }
}

/** A number of what the engine recorded under `usage`; a file may hold anything there. */
function recorded({ extra }: Dialog, what: string): number | null {
  const { usage } = extra;
  const number =
    typeof usage === "object" && usage !== null ? (usage as Record<string, unknown>)[what] : undefined;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
