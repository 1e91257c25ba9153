import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { ChatResult, ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { addUsage, type Usage } from "../usage.ts";
import { backOff, type RetryOptions, retryOptionNames } from "./back-off.ts";
import { wrapModel } from "./wrap-model.ts";

/**
 * Tries calls again that failed in a way that may pass: exponential back-off with jitter, but never sooner than
 * the provider's Retry-After.
 *
 * What failed calls used, where a server said so, is part of the usage of the result, or of the last error.
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
        let spent: Usage | undefined;
        for (let attempt = 1; ; attempt++) {
          try {
            return withSpent(await next(request), spent);
          } catch (error) {
            spent = spentWith(error, spent);
            await waitOrThrow(error, attempt, request.signal);
          }
        }
      },
      async *stream(request, next) {
        let spent: Usage | undefined;
        for (let attempt = 1; ; attempt++) {
          let started = false;
          try {
            for await (const chunk of next(request)) {
              started = true;
              yield chunk.type === "finish" ? { ...chunk, result: withSpent(chunk.result, spent) } : chunk;
            }
            return;
          } catch (error) {
            spent = spentWith(error, spent);
            if (started) throw error;
            await waitOrThrow(error, attempt, request.signal);
          }
        }
      },
    });
}

function withSpent(result: ChatResult, spent: Usage | undefined): ChatResult {
  return spent === undefined ? result : { ...result, usage: addUsage(spent, result.usage) };
}

/** What has been spent once a call has failed; the error carries it, since it may be the last. */
function spentWith(error: unknown, before: Usage | undefined): Usage | undefined {
  if (!ModelError.isInstance(error)) return before;
  const { usage } = error;
  const spent = before === undefined || usage === undefined ? (before ?? usage) : addUsage(before, usage);
  error.usage = spent;
  return spent;
}
