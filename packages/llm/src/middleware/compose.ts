import type { ModelMiddleware } from "../chat-model.ts";

/**
 * One middleware out of several. The first is outermost: it sees a call first and its result last.
 *
 * `compose(withCache(…), withBudget(…), withLimits(…), withRetry(), withTimeout(…))` looks into the cache before
 * anything is spent, holds a place in the queue while it retries, and times each attempt on its own.
 */
export function compose(...middleware: readonly ModelMiddleware[]): ModelMiddleware {
  return (model) => middleware.reduceRight((inner, wrap) => wrap(inner), model);
}
