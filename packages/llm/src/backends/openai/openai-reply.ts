import type { OpenAI } from "openai";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk, FinishReason } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

/** Where servers put reasoning; the protocol itself has no place for it. */
interface Reasoning {
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
}

export function* readCompletion(
  completion: OpenAI.ChatCompletion,
  reply: ReplyBuilder,
  id: string,
): Generator<ChatChunk> {
  const choice = completion.choices[0];
  if (choice === undefined) throw emptyResponse(id);
  const { message, finish_reason, logprobs } = choice;
  const { reasoning_content, reasoning } = message as Reasoning;
  yield* reply.thinking(reasoning_content ?? reasoning);
  yield* reply.text(message.content ?? message.refusal);
  for (const call of message.tool_calls ?? []) {
    if (call.type !== "function") continue;
    const { name, arguments: input } = call.function;
    yield* reply.toolCall({ id: call.id, name, input: parseToolInput(input) });
  }
  addLogprobs(logprobs?.content, reply);
  addUsage(completion.usage, reply);
  reply.finishReason = finishReason(finish_reason);
  reply.answeredBy = completion.model;
}

export async function* readCompletionStream(
  chunks: AsyncIterable<OpenAI.ChatCompletionChunk>,
  reply: ReplyBuilder,
  id: string,
): AsyncGenerator<ChatChunk> {
  let choices = 0;
  let ended = false;
  for await (const chunk of chunks) {
    reply.answeredBy ??= chunk.model;
    addUsage(chunk.usage, reply);
    ended ||= chunk.usage !== undefined && chunk.usage !== null;
    const choice = chunk.choices[0];
    if (choice === undefined) continue;
    choices++;
    const { delta, logprobs, finish_reason } = choice;
    const { reasoning_content, reasoning } = delta as Reasoning;
    yield* reply.thinking(reasoning_content ?? reasoning);
    yield* reply.text(delta.content ?? delta.refusal);
    for (const part of delta.tool_calls ?? []) {
      const { name, arguments: input } = part.function ?? {};
      reply.toolCallPart(part.index, { id: part.id, name, input });
    }
    addLogprobs(logprobs?.content, reply);
    if (finish_reason !== null && finish_reason !== undefined)
      reply.finishReason = finishReason(finish_reason);
  }
  // A stream cut before its first piece has no usage either; one that ended in peace has.
  if (choices === 0 && ended) throw emptyResponse(id);
  yield* reply.toolCallsDone();
}

function addUsage(usage: OpenAI.CompletionUsage | null | undefined, reply: ReplyBuilder): void {
  if (usage === null || usage === undefined) return;
  reply.usage({
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens,
    thinkingTokens: usage.completion_tokens_details?.reasoning_tokens,
  });
}

function addLogprobs(
  tokens: readonly OpenAI.ChatCompletionTokenLogprob[] | null | undefined,
  reply: ReplyBuilder,
): void {
  if (tokens === null || tokens === undefined) return;
  reply.logprobs(
    tokens.map(({ token, logprob, top_logprobs }) => ({
      token,
      logprob,
      top: top_logprobs.map((alternative) => ({ token: alternative.token, logprob: alternative.logprob })),
    })),
  );
}

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool_calls",
  function_call: "tool_calls",
  content_filter: "content_filter",
};

function finishReason(reason: string): FinishReason {
  return finishReasons[reason] ?? "other";
}

function emptyResponse(model: string): ModelError {
  return new ModelError("the reply holds no choice", { kind: "empty_response", model });
}
