import type { ChatModel } from "../chat-model.ts";
import { providerOf } from "../provider-of.ts";
import type { Usage } from "../usage.ts";
import { listPrices } from "./list-prices.ts";
import type { Price, PriceTable } from "./price.ts";

/**
 * What a model's tokens cost; `undefined` when that is not known.
 *
 * @param own prices that come before the list prices
 */
export function priceOf(
  model: Pick<ChatModel, "id" | "fingerprint">,
  own: PriceTable = {},
): Price | undefined {
  const provider = providerOf(model.id);
  // A compatible server elsewhere does not take the price of the provider whose protocol it speaks.
  const elsewhere = model.fingerprint?.["baseURL"] !== undefined && listPrices[`${provider}:*`] === undefined;
  return find(own, model.id, provider) ?? (elsewhere ? undefined : find(listPrices, model.id, provider));
}

function find(table: PriceTable, id: string, provider: string): Price | undefined {
  const undated = id.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, "");
  return [id, undated, `${provider}:*`].map((name) => table[name]).find((price) => price !== undefined);
}

/** Cost of a call in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  const cached = usage.cachedInputTokens ?? 0;
  const input = (usage.inputTokens - cached) * price.input + cached * (price.cachedInput ?? price.input);
  return (input + usage.outputTokens * price.output) / 1e6;
}
