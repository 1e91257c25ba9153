import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { systemTimer, type Timer } from "../timer.ts";
import type { Retry } from "./back-off.ts";

/** How {@link retryNotices} decides what is worth reporting. */
export interface RetryNoticeOptions {
  /** Waits shorter than this, in milliseconds, are not reported. Default: 3000. */
  readonly fromMs?: number | undefined;
  readonly timer?: Pick<Timer, "now"> | undefined;
}

const retryNoticeOptionNames: OptionNames<RetryNoticeOptions> = { fromMs: true, timer: true };

/**
 * An `onRetry` that tells people in a sentence why nothing happens for a while. When many calls wait for the same
 * model at the same time, one of them is reported.
 *
 * @param tell takes `openai:m: slow down (HTTP 429); trying again in 30 s (attempt 2)`
 */
export function retryNotices(
  tell: (message: string) => void,
  options: RetryNoticeOptions = {},
): (retry: Retry) => void {
  checkArguments("retryNotices", arguments, 2);
  const { fromMs = 3000, timer = systemTimer } = checkOptions(
    "retryNotices",
    options,
    retryNoticeOptionNames,
  );
  const waitingUntil = new Map<string, number>();
  return ({ error, attempt, delayMs }) => {
    const now = timer.now();
    const until = now + delayMs;
    // Jitter sets the ends of one wait some way apart.
    if (delayMs < fromMs || until <= (waitingUntil.get(error.model) ?? 0) + 1000) return;
    waitingUntil.set(error.model, until);
    tell(`${error.message}; trying again in ${Math.round(delayMs / 1000)} s (attempt ${attempt + 1})`);
  };
}
