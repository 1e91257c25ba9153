import type * as SDK from "@google/genai";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk, FinishReason } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

export function* readGoogleReply(
  response: SDK.GenerateContentResponse,
  reply: ReplyBuilder,
  model: string,
): Generator<ChatChunk> {
  yield* readResponse(response, reply, { calls: 0 });
  // Whole replies always end; one without a reason has nothing in it.
  if (reply.finishReason === undefined) throw emptyResponse(model);
}

export async function* readGoogleStream(
  chunks: AsyncIterable<SDK.GenerateContentResponse>,
  reply: ReplyBuilder,
  model: string,
): AsyncGenerator<ChatChunk> {
  const count = { calls: 0 };
  let candidates = 0;
  let counted = false;
  for await (const chunk of chunks) {
    candidates += chunk.candidates?.length ?? 0;
    counted ||= chunk.usageMetadata?.totalTokenCount !== undefined;
    yield* readResponse(chunk, reply, count);
  }
  if (candidates === 0 && counted && reply.finishReason === undefined) throw emptyResponse(model);
}

function* readResponse(
  { candidates, usageMetadata, modelVersion, promptFeedback }: SDK.GenerateContentResponse,
  reply: ReplyBuilder,
  count: { calls: number },
): Generator<ChatChunk> {
  reply.answeredBy = modelVersion ?? reply.answeredBy;
  if (promptFeedback?.blockReason !== undefined) reply.finishReason = "content_filter";
  const candidate = candidates?.[0];
  for (const { text, thought, functionCall, thoughtSignature } of candidate?.content?.parts ?? []) {
    if (functionCall !== undefined) {
      const { id = `call_${count.calls}`, name = "", args = {} } = functionCall;
      count.calls++;
      yield* reply.toolCall({
        id,
        name,
        input: args,
        ...(thoughtSignature === undefined
          ? {}
          : { providerState: { backend: "google", data: thoughtSignature } }),
      });
    } else yield* thought === true ? reply.thinking(text) : reply.text(text);
  }
  addLogprobs(candidate?.logprobsResult, reply);
  if (candidate?.finishReason !== undefined) reply.finishReason = finishReason(candidate.finishReason);
  if (usageMetadata === undefined) return;
  const {
    promptTokenCount,
    candidatesTokenCount = 0,
    thoughtsTokenCount,
    cachedContentTokenCount,
  } = usageMetadata;
  reply.usage({
    ...(promptTokenCount === undefined ? {} : { inputTokens: promptTokenCount }),
    outputTokens: candidatesTokenCount + (thoughtsTokenCount ?? 0),
    thinkingTokens: thoughtsTokenCount,
    cachedInputTokens: cachedContentTokenCount,
  });
}

function addLogprobs(result: SDK.LogprobsResult | undefined, reply: ReplyBuilder): void {
  const chosen = result?.chosenCandidates ?? [];
  reply.logprobs(
    chosen.map(({ token = "", logProbability = Number.NaN }, index) => ({
      token,
      logprob: logProbability,
      top: (result?.topCandidates?.[index]?.candidates ?? []).map((other) => ({
        token: other.token ?? "",
        logprob: other.logProbability ?? Number.NaN,
      })),
    })),
  );
}

const filtered = /SAFETY|RECITATION|BLOCKLIST|PROHIBITED|SPII/;

function finishReason(reason: string): FinishReason {
  if (reason === "STOP") return "stop";
  if (reason === "MAX_TOKENS") return "length";
  return filtered.test(reason) ? "content_filter" : "other";
}

function emptyResponse(model: string): ModelError {
  return new ModelError("the reply holds no candidate", { kind: "empty_response", model: `google:${model}` });
}
