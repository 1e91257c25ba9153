import type { OpenAI } from "openai";
import { errorBodyFailure } from "../../backend-kit/error-body.ts";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk, FinishReason } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import { plainText, readContent } from "./openai-content.ts";

/** Where servers put reasoning; the protocol itself has no place for it. */
interface Reasoning {
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
}

export function* readCompletion(
  completion: OpenAI.ChatCompletion,
  reply: ReplyBuilder,
  id: string,
): Generator<ChatChunk> {
  const choice = completion.choices?.[0];
  if (choice === undefined) throw emptyResponse(id);
  refuseError(choice);
  const { message, finish_reason, logprobs } = choice;
  yield* readMessage(message, reply);
  for (const [place, call] of (message.tool_calls ?? []).entries()) {
    if (!("function" in call)) {
      reply.leftOut(`tool call of the type ${call.type}`);
      continue;
    }
    const { name, arguments: input } = call.function;
    yield* reply.toolCall({ id: call.id || `call_${place}`, name, input: parseToolInput(input) });
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
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    choices++;
    refuseError(choice);
    const { delta, logprobs, finish_reason } = choice;
    // Some servers end with a piece that holds no delta at all.
    if (delta !== null && delta !== undefined) {
      yield* readMessage(delta, reply);
      for (const { index, id: callId, function: call } of delta.tool_calls ?? [])
        reply.toolCallPart(index ?? undefined, {
          id: callId ?? undefined,
          name: call?.name ?? undefined,
          input: argumentsText(call?.arguments),
        });
    }
    addLogprobs(logprobs?.content, reply);
    if (finish_reason !== null && finish_reason !== undefined)
      reply.finishReason = finishReason(finish_reason);
  }
  // A stream cut before its first piece has no usage either; one that ended normally has.
  if (choices === 0 && ended) throw emptyResponse(id);
  yield* reply.toolCallsDone();
}

/** What is said, thought and refused in a message, or in a piece of one. */
function* readMessage(
  message: { readonly content?: unknown; readonly refusal?: unknown } & Reasoning,
  reply: ReplyBuilder,
): Generator<ChatChunk> {
  yield* reply.thinking(plainText(message.reasoning_content) || plainText(message.reasoning));
  yield* readContent(message.content, reply);
  yield* reply.refusal(plainText(message.refusal));
}

/** Gateways tell of an error within a choice, and of its end with a reason of their own. */
function refuseError(choice: { readonly finish_reason: string | null; readonly error?: unknown }): void {
  const { error, finish_reason: reason } = choice;
  if (reason === "error" || (error !== null && error !== undefined))
    throw new ProviderFailureError(errorBodyFailure(error));
}

/** Some servers send the arguments parsed. */
function argumentsText(input: unknown): string | undefined {
  if (input === null || input === undefined) return undefined;
  return typeof input === "string" ? input : JSON.stringify(input);
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
      top: (top_logprobs ?? []).map((alternative) => ({
        token: alternative.token,
        logprob: alternative.logprob,
      })),
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
