import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { ChatModel, ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { estimateTokens } from "../estimate-tokens.ts";
import { costOf, priceOf } from "../pricing/price-of.ts";
import type { PriceTable } from "../pricing/price.ts";
import { reachesLimit } from "../pricing/reaches-limit.ts";
import type { Usage } from "../usage.ts";
import { aroundCalls } from "./around-calls.ts";
import { withEstimates } from "./with-estimated-usage.ts";

/** What all calls through one budget may use together. A limit that is left out does not apply. */
export interface BudgetOptions {
  /** Most input and output tokens together. */
  readonly tokens?: number | undefined;
  /** Most money, in US dollars. */
  readonly dollars?: number | undefined;
  /** Prices that come before the built-in list prices. */
  readonly prices?: PriceTable | undefined;
}

const budgetOptionNames: OptionNames<BudgetOptions> = { tokens: true, dollars: true, prices: true };

/**
 * Refuses calls once the budget is used up by all models this middleware is put around. Calls under way count
 * with their estimate, so that many at once do not overrun it together; the last ones let through may still
 * end a little above it. Where a server does not say how many tokens a call used, about as many count.
 *
 * @throws InvalidArgumentError when put around a model of unknown price while money is limited
 * @throws ModelError `budget` for a refused call; never worth trying again
 */
export function withBudget(options: BudgetOptions): ModelMiddleware {
  checkArguments("withBudget", arguments, 1);
  checkOptions("withBudget", options, budgetOptionNames);
  requireArguments("withBudget", arguments, 1);
  const limit = { tokens: options.tokens ?? Infinity, dollars: options.dollars ?? Infinity };
  const spent = { tokens: 0, dollars: 0 };
  return (model) => {
    const price = priceOf(model, options.prices);
    if (price === undefined && options.dollars !== undefined) throw unknownPrice(model);
    const dollarsFor = (inputTokens: number, outputTokens: number, cachedInputTokens?: number): number =>
      price === undefined ? 0 : costOf({ inputTokens, outputTokens, cachedInputTokens, calls: 1 }, price);

    return aroundCalls(model, (request) => {
      if (reachesLimit(spent.tokens, limit.tokens) || reachesLimit(spent.dollars, limit.dollars))
        throw usedUp(model, options);
      const tokens = estimateTokens(request);
      const output = Math.min(tokens, request.maxTokens ?? 256);
      const dollars = dollarsFor(tokens - output, output);
      const spend = (change: number, amount: typeof spent): void => {
        spent.tokens += change * amount.tokens;
        spent.dollars += change * amount.dollars;
      };
      spend(1, { tokens, dollars });
      const spendUsage = ({ inputTokens, outputTokens, cachedInputTokens, cost }: Usage): void =>
        spend(1, {
          tokens: inputTokens + outputTokens,
          dollars: cost ?? dollarsFor(inputTokens, outputTokens, cachedInputTokens),
        });
      return {
        succeeded(result) {
          spendUsage(withEstimates(request, result).usage);
          return result;
        },
        failed(error) {
          if (ModelError.isInstance(error) && error.usage !== undefined) spendUsage(error.usage);
        },
        over: () => spend(-1, { tokens, dollars }),
      };
    });
  };
}

function unknownPrice(model: ChatModel): InvalidArgumentError {
  return new InvalidArgumentError(
    `The price of ${model.id} is not known, so a limit in dollars cannot be kept`,
    {
      hint: "Give its price in `prices`, or limit tokens instead.",
    },
  );
}

function usedUp(model: ChatModel, { tokens, dollars }: BudgetOptions): ModelError {
  const limits = [
    ...(tokens === undefined ? [] : [`${tokens} tokens`]),
    ...(dollars === undefined ? [] : [`$${dollars}`]),
  ];
  return new ModelError(`the budget of ${limits.join(" and ")} is used up`, {
    kind: "budget",
    model: model.id,
    hint: "Finished work is kept. Raise the budget to continue.",
  });
}
