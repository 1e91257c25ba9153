import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { backOff, type RetryOptions, retryOptionNames } from "./back-off.ts";
import { wrapModel } from "./wrap-model.ts";

/**
 * Tries calls again that failed in a way that may pass: exponential back-off with jitter, but never sooner than
 * the provider's Retry-After.
 *
 * A stream is tried again only as long as none of it has been handed on; what has been said cannot be unsaid.
 */
export function withRetry(options: RetryOptions = {}): ModelMiddleware {
  checkArguments("withRetry", arguments, 1);
  checkOptions("withRetry", options, retryOptionNames);
  const waitOrThrow = backOff(options);
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
