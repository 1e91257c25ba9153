import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { type Timer, systemTimer } from "../timer.ts";
import { estimateTokens } from "../estimate-tokens.ts";
import { providerOf } from "../provider-of.ts";
import { aroundCalls } from "./around-calls.ts";
import { RateLane, type RateLimits, rateLimitsOptionNames } from "./rate-lane.ts";

/** How many calls and tokens a provider takes, and the timer that measures its minutes. */
export interface LimitOptions extends RateLimits {
  readonly timer?: Timer | undefined;
}

const limitOptionNames: OptionNames<LimitOptions> = { timer: true, ...rateLimitsOptionNames };

/**
 * Limits how many calls are under way, and how many calls and tokens are spent in a minute, per provider: all
 * models this one middleware is put around and that share a backend share its limits. Adapts after a 429, so
 * `withLimits({})` is useful on its own.
 */
export function withLimits(options: LimitOptions): ModelMiddleware {
  checkArguments("withLimits", arguments, 1);
  checkOptions("withLimits", options, limitOptionNames);
  requireArguments("withLimits", arguments, 1);
  const { timer = systemTimer, ...limits } = options;
  const lanes = new Map<string, RateLane>();
  return (model) => {
    const provider = providerOf(model.id);
    const lane = lanes.get(provider) ?? new RateLane(limits, timer);
    lanes.set(provider, lane);
    return aroundCalls(model, async (request) => {
      const estimate = limits.tokensPerMinute === undefined ? 0 : estimateTokens(request);
      const place = await lane.enter(estimate, request.signal);
      let outcome: Parameters<typeof place.leave>[0] = {};
      return {
        succeeded(result) {
          outcome = { tokens: result.usage.inputTokens + result.usage.outputTokens };
          return result;
        },
        failed: (error) => void (outcome = { error }),
        over: () => place.leave(outcome),
      };
    });
  };
}
