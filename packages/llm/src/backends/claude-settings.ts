import type { ChatRequest, ModelWarning } from "../chat-model.ts";

/** Models before Claude 4.1: without schemas, and with fewer rules. */
export function isEarlyClaude(model: string): boolean {
  return /claude-(2|3|instant|(opus|sonnet)-4(-0|-\d{8})?(-v\d+(:\d+)?)?$)/.test(model);
}

/**
 * Models since Claude 4.7, which choose their tokens as they see fit and refuse to be told how
 * (https://openrouter.ai/docs/guides/evaluate-and-optimize/model-migrations/claude-4-7).
 */
export function samplesByItself(model: string): boolean {
  return /claude-(?:opus-(?:4-(?:[7-9]|1\d)(?!\d)|[5-9])|sonnet-[5-9]|haiku-[5-9]|fable|mythos)/.test(model);
}

/**
 * The request without settings that a Claude model refuses beside each other, and a warning for each. With thinking
 * goes neither a temperature nor a choice of candidates nor a tool that must be called
 * (https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking#feature-compatibility); since Claude 4.1
 * `temperature` and `topP` exclude each other.
 */
export function claudeSettings(
  model: string,
  request: ChatRequest,
): { readonly request: ChatRequest; readonly warnings: readonly ModelWarning[] } {
  const { temperature, topP, topK, toolChoice, thinking } = request;
  const thinks = thinking !== undefined && thinking !== false;
  const warnings: ModelWarning[] = [];
  const leaveOut = (setting: string, why: string): void =>
    void warnings.push({ setting, message: `${setting} was left out: ${why}` });
  const kept = { temperature, topP, topK, toolChoice };
  if (samplesByItself(model))
    for (const name of ["temperature", "topP", "topK"] as const) {
      if (kept[name] === undefined) continue;
      leaveOut(name, "the model chooses its tokens by itself");
      kept[name] = undefined;
    }
  const beside = "the model does not take it together with thinking";
  if (thinks && kept.temperature !== undefined && kept.temperature !== 1) {
    leaveOut("temperature", beside);
    kept.temperature = undefined;
  }
  if (thinks && kept.topK !== undefined) {
    leaveOut("topK", beside);
    kept.topK = undefined;
  }
  if (thinks && kept.topP !== undefined && kept.topP < 0.95) {
    leaveOut("topP", beside);
    kept.topP = undefined;
  }
  if (thinks && (toolChoice === "required" || typeof toolChoice === "object")) {
    leaveOut("toolChoice", beside);
    kept.toolChoice = "auto";
  }
  if (kept.temperature !== undefined && kept.topP !== undefined && !isEarlyClaude(model)) {
    leaveOut("topP", "the model does not take it together with temperature");
    kept.topP = undefined;
  }
  return { request: { ...request, ...kept }, warnings };
}
