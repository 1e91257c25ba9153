import type * as SDK from "@aws-sdk/client-bedrock-runtime";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { countOf, sumOfCounts } from "../../checked-usage.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

export function* readConverse(
  { output, stopReason, usage }: SDK.ConverseCommandOutput,
  reply: ReplyBuilder,
  model: string,
): Generator<ChatChunk> {
  const content = output?.message?.content;
  addUsage(usage, reply);
  if (content === undefined || stopReason === undefined)
    throw new ModelError("the reply holds no message", { kind: "empty_response", model: `bedrock:${model}` });
  for (const { text, reasoningContent, toolUse, ...others } of content) {
    yield* reply.text(text);
    leaveOut(others, reply);
    yield* reply.thinking(reasoningContent?.reasoningText?.text);
    if (reasoningContent?.reasoningText?.signature !== undefined)
      reply.providerState = { backend: "bedrock", data: reasoningContent.reasoningText };
    if (toolUse === undefined) continue;
    const { toolUseId = "", name = "", input } = toolUse;
    yield* reply.toolCall({ id: toolUseId, name, input: parseToolInput(input) });
  }
  end(stopReason, reply);
}

/** Blocks of other kinds, such as images and citations, have no place in a reply of words. */
function leaveOut(others: object, reply: ReplyBuilder): void {
  for (const [kind, value] of Object.entries(others)) if (value !== undefined) reply.leftOut(kind);
}

export async function* readConverseStream(
  events: AsyncIterable<SDK.ConverseStreamOutput> | Iterable<SDK.ConverseStreamOutput>,
  reply: ReplyBuilder,
): AsyncGenerator<ChatChunk> {
  const reasoning = { text: "", signature: "" };
  for await (const { contentBlockStart, contentBlockDelta, messageStop, metadata } of events) {
    const index = (contentBlockStart ?? contentBlockDelta)?.contentBlockIndex ?? 0;
    const use = contentBlockStart?.start?.toolUse;
    if (use !== undefined) reply.toolCallPart(index, { id: use.toolUseId, name: use.name });
    const delta = contentBlockDelta?.delta;
    yield* reply.text(delta?.text);
    yield* reply.thinking(delta?.reasoningContent?.text);
    reasoning.text += delta?.reasoningContent?.text ?? "";
    reasoning.signature += delta?.reasoningContent?.signature ?? "";
    if (delta?.toolUse !== undefined) reply.toolCallPart(index, { input: delta.toolUse.input });
    if (messageStop !== undefined) end(messageStop.stopReason, reply);
    addUsage(metadata?.usage, reply);
  }
  if (reasoning.signature !== "") reply.providerState = { backend: "bedrock", data: reasoning };
  yield* reply.toolCallsDone();
}

/** Bedrock counts cached input apart; here it is part of the input. */
function addUsage(usage: SDK.TokenUsage | undefined, reply: ReplyBuilder): void {
  if (usage === undefined) return;
  const { inputTokens, outputTokens, cacheReadInputTokens: read, cacheWriteInputTokens: written } = usage;
  const cached = countOf(read) ?? 0;
  reply.usage({
    inputTokens: sumOfCounts(inputTokens, read, written),
    outputTokens,
    ...(cached === 0 ? {} : { cachedInputTokens: cached }),
  });
}

/** @throws ProviderFailureError for a reply the model could not put into form, which may pass */
function end(reason: string | undefined, reply: ReplyBuilder): void {
  if (reason?.startsWith("malformed_") === true)
    throw new ProviderFailureError({ kind: "server", message: `the reply cannot be used: ${reason}` });
  reply.ended(reason);
}
