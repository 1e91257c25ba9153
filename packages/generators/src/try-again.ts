import type { RetryOptions } from "@sdialog/llm";
import { backOff } from "@sdialog/llm/internal";

/** How dialogues that fail are tried again. */
export interface TryAgainOptions {
  /** How often a dialogue that failed is tried again, with the same model. Default: 3. */
  readonly retries?: number | undefined;
  /** How long is waited after a model failed in a way that may pass. */
  readonly backOff?: Omit<RetryOptions, "retries"> | undefined;
}

/**
 * Whether try number `attempt + 1` makes sense; waits until it may begin.
 * @param error what a model threw; nothing when the result was no good for another reason
 */
export type TryAgain = (error: unknown, attempt: number, signal: AbortSignal | undefined) => Promise<boolean>;

/** @throws InvalidArgumentError when `retries` is not a whole number of at least 0 */
export function tryAgain({ retries = 3, backOff: pauses }: TryAgainOptions): TryAgain {
  const wait = backOff({ ...pauses, retries });
  return async (error, attempt, signal) => {
    if (attempt > retries || signal?.aborted === true) return false;
    if (error === undefined) return true;
    return wait(error, attempt, signal).then(
      () => true,
      () => false,
    );
  };
}
