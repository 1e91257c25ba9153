import type { PriceTable } from "./price.ts";

/** When the prices below were last compared with the providers' price pages. */
export const listPricesAsOf = "2025-11";

/**
 * The providers' public list prices for standard, non-batch calls. They change and vary by region and contract:
 * hand your own table to `withCost` where that matters. Models that are not listed have an unknown price.
 */
export const listPrices: PriceTable = {
  // What runs on one's own machine costs no money per token.
  "local:*": { input: 0, output: 0 },
  "llama:*": { input: 0, output: 0 },
  "ollama:*": { input: 0, output: 0 },
  "openai:gpt-4.1": { input: 2, cachedInput: 0.5, output: 8 },
  "openai:gpt-4.1-mini": { input: 0.4, cachedInput: 0.1, output: 1.6 },
  "openai:gpt-4.1-nano": { input: 0.1, cachedInput: 0.025, output: 0.4 },
  "openai:gpt-4o": { input: 2.5, cachedInput: 1.25, output: 10 },
  "openai:gpt-4o-mini": { input: 0.15, cachedInput: 0.075, output: 0.6 },
  "openai:gpt-5.1": { input: 1.25, cachedInput: 0.125, output: 10 },
  "openai:gpt-5": { input: 1.25, cachedInput: 0.125, output: 10 },
  "openai:gpt-5-mini": { input: 0.25, cachedInput: 0.025, output: 2 },
  "openai:gpt-5-nano": { input: 0.05, cachedInput: 0.005, output: 0.4 },
  "openai:o3": { input: 2, cachedInput: 0.5, output: 8 },
  "openai:o4-mini": { input: 1.1, cachedInput: 0.275, output: 4.4 },
  "anthropic:claude-opus-4-5": { input: 5, cachedInput: 0.5, output: 25 },
  "anthropic:claude-sonnet-4-5": { input: 3, cachedInput: 0.3, output: 15 },
  "anthropic:claude-haiku-4-5": { input: 1, cachedInput: 0.1, output: 5 },
  "anthropic:claude-opus-4-1": { input: 15, cachedInput: 1.5, output: 75 },
  "anthropic:claude-opus-4": { input: 15, cachedInput: 1.5, output: 75 },
  "anthropic:claude-sonnet-4": { input: 3, cachedInput: 0.3, output: 15 },
  "anthropic:claude-3-7-sonnet": { input: 3, cachedInput: 0.3, output: 15 },
  "anthropic:claude-3-5-haiku": { input: 0.8, cachedInput: 0.08, output: 4 },
  "google:gemini-2.5-flash": { input: 0.3, cachedInput: 0.075, output: 2.5 },
  "google:gemini-2.5-flash-lite": { input: 0.1, cachedInput: 0.025, output: 0.4 },
  "google:gemini-2.0-flash": { input: 0.1, cachedInput: 0.025, output: 0.4 },
};
