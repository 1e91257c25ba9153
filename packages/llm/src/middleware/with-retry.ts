import { InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { ModelMiddleware } from "../chat-model.ts";
import { type Clock, systemClock } from "../clock.ts";
import { ModelError } from "../errors/model-error.ts";
import { wrapModel } from "./wrap-model.ts";

export interface RetryOptions {
  /** Most attempts, the first included. Default 5. */
  readonly attempts?: number | undefined;
  /** Longest wait before the second attempt, in milliseconds; doubles with every further one. Default 1000. */
  readonly initialDelayMs?: number | undefined;
  /** No wait is longer, unless the provider asks for it. Default 60,000. */
  readonly maxDelayMs?: number | undefined;
  /** A provider that asks to wait longer than this is given up on. Default 300,000. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Seed of the jitter. It changes when a call is made, never its answer. Default 0. */
  readonly seed?: Seed | undefined;
  readonly clock?: Clock | undefined;
  /** Told of every failure that will be tried again. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

export interface Retry {
  readonly error: ModelError;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
}

/**
 * Tries calls again that failed in a way that may pass: exponential back-off with jitter over the whole delay
 * ("full jitter"), but never sooner than the provider's Retry-After.
 *
 * A stream is tried again only as long as none of it has been handed on; what has been said cannot be unsaid.
 */
export function withRetry(options: RetryOptions = {}): ModelMiddleware {
  const { attempts = 5, clock = systemClock, onRetry } = options;
  if (!(Number.isInteger(attempts) && attempts >= 1))
    throw new InvalidArgumentError(`attempts must be a whole number of at least 1, not ${attempts}`);
  const random = new Random(options.seed ?? 0);

  async function waitOrThrow(error: unknown, attempt: number, signal?: AbortSignal): Promise<void> {
    if (!ModelError.isInstance(error) || !error.retryable || attempt >= attempts) throw error;
    if ((error.retryAfterMs ?? 0) > (options.maxRetryAfterMs ?? 300_000)) throw error;
    const delayMs = delayBefore(attempt, error.retryAfterMs ?? 0, options, random);
    onRetry?.({ error, attempt, delayMs });
    await clock.sleep(delayMs, signal);
  }

  return (model) =>
    wrapModel(model, {
      async generate(request, next) {
        for (let attempt = 1; ; attempt++) {
          try {
            return await next(request);
          } catch (error) {
            await waitOrThrow(error, attempt, request.signal);
          }
        }
      },
      async *stream(request, next) {
        for (let attempt = 1; ; attempt++) {
          let started = false;
          try {
            for await (const chunk of next(request)) {
              started = true;
              yield chunk;
            }
            return;
          } catch (error) {
            if (started) throw error;
            await waitOrThrow(error, attempt, request.signal);
          }
        }
      },
    });
}

function delayBefore(attempt: number, retryAfterMs: number, options: RetryOptions, random: Random): number {
  const { initialDelayMs = 1000, maxDelayMs = 60_000 } = options;
  const backOff = random.next() * Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
  // Callers told to come back at one moment must not all do so.
  return retryAfterMs === 0 ? backOff : retryAfterMs + Math.min(backOff, 1000);
}
