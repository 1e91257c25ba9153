import type { FinishReason } from "../chat-model.ts";

/** The words of providers, and of servers that speak a provider's protocol, for why a reply ended. */
const words: Readonly<Record<Exclude<FinishReason, "other">, string>> = {
  stop: "stop end_turn stop_sequence stop_token eos eos_token end complete completed finish finished",
  length:
    "length max_tokens max_length max_output_tokens model_length length_limit token_limit context_length_exceeded model_context_window_exceeded",
  tool_calls: "tool_calls tool_use function_call",
  content_filter:
    "content_filter content_filtered guardrail_intervened refusal safety image_safety recitation blocklist prohibited_content spii sensitive",
};

const reasonOf = new Map(
  Object.entries(words).flatMap(([reason, all]) =>
    all.split(" ").map((word) => [word, reason as FinishReason] as const),
  ),
);

/** What a provider's word for the end of a reply means, in whatever case it is written. */
export function finishReasonOf(word: string): FinishReason | undefined {
  return reasonOf.get(word.toLowerCase().replaceAll("-", "_"));
}
