import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { OpenAI } from "openai";
import { errorBodyFailure } from "../../backend-kit/error-body.ts";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk, FinishReason } from "../../chat-model.ts";
import { readCompletion, readCompletionStream } from "../openai/openai-reply.ts";
import { completionIn, firstRaw, isRefusedPiece } from "./raw-completion.ts";

/** Reads a whole reply: a chat completion as it came, and any other as the package hands it on. */
export function* readAiSdkResult(
  { content, finishReason, usage, warnings, response }: LanguageModelV4GenerateResult,
  reply: ReplyBuilder,
  id: string,
): Generator<ChatChunk> {
  addWarnings(warnings, reply);
  const completion = completionIn<OpenAI.ChatCompletion>(response?.body);
  for (const part of content) {
    if (completion !== undefined) keep(part, reply);
    else if (part.type === "text") yield* reply.text(part.text);
    else if (part.type === "reasoning") yield* reply.thinking(part.text);
    else if (part.type === "tool-call") yield* toolCall(part, reply);
    else reply.leftOut(part.type);
  }
  if (completion !== undefined) yield* readCompletion(completion, reply, id);
  else {
    reply.answeredBy = response?.modelId;
    end(finishReason, reply);
  }
  addUsage(usage, reply);
}

/** Reads a stream: of chat completions as they came, and of any other as the package hands it on. */
export async function* readAiSdkStream(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  reply: ReplyBuilder,
  id: string,
): AsyncGenerator<ChatChunk> {
  const { first, parts } = await firstRaw(stream);
  if (completionIn(first) === undefined) yield* readParts(parts, reply);
  else yield* readCompletionStream(completionChunks(parts, reply), reply, id);
}

async function* completionChunks(
  parts: AsyncIterable<LanguageModelV4StreamPart>,
  reply: ReplyBuilder,
): AsyncGenerator<OpenAI.ChatCompletionChunk> {
  for await (const part of parts) {
    if (part.type === "raw") {
      if (typeof part.rawValue === "object" && part.rawValue !== null)
        yield part.rawValue as OpenAI.ChatCompletionChunk;
    } else if (part.type === "stream-start") addWarnings(part.warnings, reply);
    else if (part.type === "finish") addUsage(part.usage, reply);
    else if (part.type === "error" && !isRefusedPiece(part.error)) throw failureOf(part.error);
    else keep(part, reply);
  }
}

/** What of a reply that is read as it came only the package knows. */
function keep(part: LanguageModelV4StreamPart | LanguageModelV4Content, reply: ReplyBuilder): void {
  if (part.type === "tool-call" && part.providerMetadata !== undefined)
    reply.keepWithCall(part.toolCallId, { backend: "ai-sdk", data: part.providerMetadata });
  else if (part.type === "file" || part.type === "source" || part.type === "tool-result")
    reply.leftOut(part.type);
}

async function* readParts(
  parts: AsyncIterable<LanguageModelV4StreamPart>,
  reply: ReplyBuilder,
): AsyncGenerator<ChatChunk> {
  for await (const part of parts) {
    switch (part.type) {
      case "stream-start":
        addWarnings(part.warnings, reply);
        break;
      case "text-delta":
        yield* reply.text(part.delta);
        break;
      case "reasoning-delta":
        yield* reply.thinking(part.delta);
        break;
      case "tool-call":
        yield* toolCall(part, reply);
        break;
      case "response-metadata":
        reply.answeredBy = part.modelId ?? reply.answeredBy;
        break;
      case "file":
      case "source":
      case "tool-result":
        reply.leftOut(part.type);
        break;
      case "error":
        throw failureOf(part.error);
      case "finish":
        addUsage(part.usage, reply);
        end(part.finishReason, reply);
        break;
    }
  }
}

/** Providers hand on the error event of a stream as it came. */
function failureOf(error: unknown): Error {
  return error instanceof Error ? error : new ProviderFailureError(errorBodyFailure(error));
}

function* toolCall(call: LanguageModelV4ToolCall, reply: ReplyBuilder): Generator<ChatChunk> {
  const { toolCallId: id, toolName: name, input, providerMetadata } = call;
  yield* reply.toolCall({
    id,
    name,
    input: parseToolInput(input),
    ...(providerMetadata === undefined
      ? {}
      : { providerState: { backend: "ai-sdk", data: providerMetadata } }),
  });
}

function addUsage({ inputTokens, outputTokens }: LanguageModelV4Usage, reply: ReplyBuilder): void {
  if (inputTokens.total === undefined && outputTokens.total === undefined) return;
  reply.usage({
    inputTokens: inputTokens.total ?? 0,
    outputTokens: outputTokens.total ?? 0,
    cachedInputTokens: inputTokens.cacheRead,
    thinkingTokens: outputTokens.reasoning,
  });
}

function addWarnings(warnings: readonly SharedV4Warning[], reply: ReplyBuilder): void {
  for (const warning of warnings) {
    if (warning.type === "unsupported" || warning.type === "compatibility")
      reply.warn(warning.feature, warning.details ?? `${warning.feature} is not fully supported`);
    else reply.warn(warning.type === "deprecated" ? warning.setting : "provider", warning.message);
  }
}

const finishReasons: Partial<Record<LanguageModelV4FinishReason["unified"], FinishReason>> = {
  stop: "stop",
  length: "length",
  "content-filter": "content_filter",
  "tool-calls": "tool_calls",
};

/** `error` and `interrupted` are not ends of a reply: without a reason it counts as cut off. */
function end({ unified, raw }: LanguageModelV4FinishReason, reply: ReplyBuilder): void {
  const isNone = unified === "other" && (raw === undefined || raw === "error");
  if (unified === "other" && !isNone) reply.ended(raw);
  else reply.finishReason = isNone ? undefined : finishReasons[unified];
}
