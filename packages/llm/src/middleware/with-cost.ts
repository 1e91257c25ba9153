import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { costOf, priceOf } from "../pricing/price-of.ts";
import type { PriceTable } from "../pricing/price.ts";
import type { Usage } from "../usage.ts";
import { aroundCalls } from "./around-calls.ts";

/** What the cost of a call is computed from. */
export interface CostOptions {
  /** Prices that come before the built-in list prices. */
  readonly prices?: PriceTable | undefined;
}

const costOptionNames: OptionNames<CostOptions> = { prices: true };

/** Puts a cost in US dollars on every result whose price is known. An unknown price stays unknown, never zero. */
export function withCost(options: CostOptions = {}): ModelMiddleware {
  checkArguments("withCost", arguments, 1);
  checkOptions("withCost", options, costOptionNames);
  return (model) => {
    const price = priceOf(model, options.prices);
    if (price === undefined) return model;
    const priced = (usage: Usage): Usage =>
      usage.cost === undefined ? { ...usage, cost: costOf(usage, price) } : usage;
    return aroundCalls(model, () => ({
      succeeded: (result) => ({ ...result, usage: priced(result.usage) }),
      failed(error) {
        if (ModelError.isInstance(error) && error.usage !== undefined) error.usage = priced(error.usage);
      },
    }));
  };
}
