import { expect, it } from "vitest";
import { costOf, priceOf } from "./price-of.ts";

const own = { "openai:gpt-4.1": { input: 1, output: 2 }, "mine:*": { input: 3, output: 4 } };

it.each<[string, string | undefined, number | undefined]>([
  ["openai:gpt-4o", undefined, 2.5],
  // A date at the end of a name is a version of the model.
  ["openai:gpt-4o-2024-08-06", undefined, 2.5],
  ["anthropic:claude-sonnet-4-20250514", undefined, 3],
  ["openai:gpt-4o-2024-08-06-mini", undefined, undefined],
  ["openai:gpt-4o-2024", undefined, undefined],
  ["openai:gpt-4.1", undefined, 1],
  ["openai:unheard-of", undefined, undefined],
  ["mine:anything", undefined, 3],
  // A server that speaks a provider's protocol has prices of its own; what runs on one's own machine has none.
  ["openai:gpt-4o", "http://other.example/v1", undefined],
  ["openai:gpt-4.1", "http://other.example/v1", 1],
  ["ollama:gemma3", "http://other.example:11434", 0],
])("the price of a million tokens of %s at %s is %s", (id, baseURL, input) => {
  const fingerprint = baseURL === undefined ? {} : { baseURL };
  expect(priceOf({ id, fingerprint }, own)?.input).toBe(input);
});

it("counts cached tokens at their own price, where they have one", () => {
  const usage = { inputTokens: 1e6, cachedInputTokens: 4e5, outputTokens: 1e5, calls: 1 };
  expect(costOf(usage, { input: 10, cachedInput: 1, output: 20 })).toBeCloseTo(6 + 0.4 + 2, 9);
  expect(costOf(usage, { input: 10, output: 20 })).toBeCloseTo(12, 9);
  expect(
    costOf({ inputTokens: 1e6, outputTokens: 0, calls: 1 }, { input: 10, cachedInput: 1, output: 20 }),
  ).toBe(10);
});
