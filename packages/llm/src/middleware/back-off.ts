import { freshSeed, type OptionNames, checkCount } from "@sdialog/core/internal";
import { Random, type Seed } from "@sdialog/core";
import { type Timer, systemTimer } from "../timer.ts";
import { ModelError } from "../errors/model-error.ts";

/** How often a failed call is retried, and how long to wait in between. */
export interface RetryOptions {
  /** How often a failed call is retried. Default: 4. */
  readonly retries?: number | undefined;
  /** Longest wait before the second attempt, in milliseconds; doubles with every further one. Default: 1000. */
  readonly initialDelayMs?: number | undefined;
  /** Longest wait in milliseconds, unless the provider asks for a longer one. Default: 60,000. */
  readonly maxDelayMs?: number | undefined;
  /** When a provider asks to wait longer than this, in milliseconds, the call fails instead. Default: 300,000. */
  readonly maxRetryAfterMs?: number | undefined;
  /**
   * Seed of the jitter. It decides when a call is made, never its answer. Default, and for null: a new one, so that processes that
   * were all told to wait do not all come back at once; 0 with a timer of your own.
   */
  readonly seed?: Seed | null | undefined;
  readonly timer?: Timer | undefined;
  /** Called for every failure that will be retried. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** The names of what says how long to wait. */
export const backOffOptionNames: OptionNames<Omit<RetryOptions, "retries">> = {
  initialDelayMs: true,
  maxDelayMs: true,
  maxRetryAfterMs: true,
  seed: true,
  timer: true,
  onRetry: true,
};

/** The names of {@link RetryOptions}. */
export const retryOptionNames: OptionNames<RetryOptions> = { retries: true, ...backOffOptionNames };

/** One failed attempt that will be repeated after `delayMs` milliseconds. */
export interface Retry {
  readonly error: ModelError;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** The wait before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Waits until `attempt + 1` may begin. @throws the error itself when retrying is pointless; the signal's reason */
export type BackOff = (error: unknown, attempt: number, signal: AbortSignal | undefined) => Promise<void>;

/**
 * Exponential back-off with jitter over the whole delay ("full jitter"), but never sooner than Retry-After.
 *
 * @throws InvalidArgumentError when `retries` is not a whole number of at least 0
 */
export function backOff(options: RetryOptions): BackOff {
  const { retries = 4, maxRetryAfterMs = 300_000, timer = systemTimer, onRetry } = options;
  checkCount("retries", retries, 0);
  const random = new Random(options.seed ?? (timer === systemTimer ? freshSeed() : 0));

  return async (error, attempt, signal) => {
    if (!ModelError.isInstance(error) || !error.retryable || attempt > retries) throw error;
    const retryAfterMs = error.retryAfterMs ?? 0;
    if (retryAfterMs > maxRetryAfterMs) throw error;
    const delayMs = delayBefore(attempt, retryAfterMs, options, random);
    onRetry?.({ error, attempt, delayMs });
    await timer.sleep(delayMs, signal);
  };
}

function delayBefore(attempt: number, retryAfterMs: number, options: RetryOptions, random: Random): number {
  const { initialDelayMs = 1000, maxDelayMs = 60_000 } = options;
  const most = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
  // Callers told to come back at the same moment must not all do so.
  return retryAfterMs + random.next() * (retryAfterMs === 0 ? most : Math.min(most, 1000));
}
