import type { ChatModel, ChatRequest, ChatResult } from "../chat-model.ts";
import { estimateTokens } from "../estimate-tokens.ts";
import { aroundCalls } from "./around-calls.ts";

/** The result of a call with about as many tokens as it used where nobody said so: itself, where somebody did. */
export function withEstimates(request: ChatRequest, result: ChatResult): ChatResult {
  const { usage, text, thinking = "", toolCalls } = result;
  // A call that was answered from a cache used none.
  if (usage.calls === 0) return result;
  const said =
    text.length + thinking.length + (toolCalls.length === 0 ? 0 : JSON.stringify(toolCalls).length);
  // There is no request without a token, nor are there words without one.
  const inputTokens = usage.inputTokens || estimateTokens({ ...request, maxTokens: 1 });
  const outputTokens = usage.outputTokens || Math.ceil(said / 4);
  return inputTokens === usage.inputTokens && outputTokens === usage.outputTokens
    ? result
    : { ...result, usage: { ...usage, inputTokens, outputTokens } };
}

/**
 * Middleware for what has a budget: where a server does not count tokens, or counts nonsense, they are estimated, so that
 * the budget comes to an end.
 *
 * @param onEstimate is told of each model that does not count, once
 */
export function withEstimatedUsage(onEstimate: (message: string) => void): (model: ChatModel) => ChatModel {
  const told = new Set<string>();
  return (model) =>
    aroundCalls(model, (request) => ({
      succeeded(result) {
        const known = withEstimates(request, result);
        if (known !== result && !told.has(model.id)) {
          told.add(model.id);
          onEstimate(
            `${model.id} does not say how many tokens its calls use: for the budget they are estimated, one for every four characters`,
          );
        }
        return known;
      },
    }));
}
