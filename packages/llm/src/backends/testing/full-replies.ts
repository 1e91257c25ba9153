import { expect } from "vitest";
import { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk, ChatResult } from "../../chat-model.ts";

/** A part of a backend that reads one reply. */
export type Reader = (reply: ReplyBuilder) => Iterable<ChatChunk> | AsyncIterable<ChatChunk>;

/** The reply as it is read, after its pieces were found to say what the whole says. */
export async function readReply(reader: Reader): Promise<ChatResult> {
  const reply = new ReplyBuilder("x:asked", []);
  const chunks: ChatChunk[] = [];
  for await (const chunk of reader(reply)) chunks.push(chunk);
  const result = reply.result();
  const said = (type: string): string =>
    chunks.flatMap((chunk) => (chunk.type === type && "delta" in chunk ? [chunk.delta] : [])).join("");
  expect([said("text"), said("thinking")]).toEqual([result.text, result.thinking ?? ""]);
  const calls = chunks.flatMap((chunk) => (chunk.type === "tool-call" ? [chunk.call.name] : []));
  expect(calls).toEqual(result.toolCalls.map(({ name }) => name));
  return result;
}

export const call = { id: "1", name: "look", input: { at: "sea" } };
export const json = '{"at":"sea"}';
export const leftOut = (kind: string) => ({
  setting: "reply",
  message: `a part of the kind "${kind}" was left out of the reply`,
});
/** What every provider's full reply says. */
export const full = {
  text: "I look.",
  thinking: "Hm.",
  finishReason: "tool_calls",
  usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, thinkingTokens: 2, calls: 1 },
  model: "answered",
};
export const withoutThinkingTokens = { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, calls: 1 };
export const openaiUsage = {
  prompt_tokens: 10,
  completion_tokens: 5,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 2 },
};
export const anthropicUsage = {
  input_tokens: 5,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 1,
  output_tokens: 5,
  output_tokens_details: { thinking_tokens: 2 },
};
export const anthropicThought = { type: "thinking", thinking: "Hm.", signature: "sig" };
export const googleUsage = {
  promptTokenCount: 10,
  candidatesTokenCount: 3,
  thoughtsTokenCount: 2,
  cachedContentTokenCount: 4,
  totalTokenCount: 15,
};
export const bedrockUsage = {
  inputTokens: 5,
  outputTokens: 5,
  cacheReadInputTokens: 4,
  cacheWriteInputTokens: 1,
};
export const aiSdkUsage = {
  inputTokens: { total: 10, cacheRead: 4 },
  outputTokens: { total: 5, reasoning: 2 },
};

/** The call with what its provider wants to have back. */
export function signedCall(backend: string, data: unknown): object {
  return { ...call, providerState: { backend, data } };
}
