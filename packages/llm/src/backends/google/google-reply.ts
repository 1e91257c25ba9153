import type * as SDK from "@google/genai";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { sumOfCounts } from "../../checked-usage.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

export function* readGoogleReply(
  response: SDK.GenerateContentResponse | readonly SDK.GenerateContentResponse[],
  reply: ReplyBuilder,
  model: string,
): Generator<ChatChunk> {
  const count = { calls: 0 };
  for (const piece of [response].flat()) yield* readResponse(piece, reply, count);
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
  addUsage(usageMetadata, reply);
  reply.answeredBy = modelVersion ?? reply.answeredBy;
  if (promptFeedback?.blockReason !== undefined) reply.finishReason = "content_filter";
  const candidate = candidates?.find(({ index }) => (index ?? 0) === 0);
  if ((candidates ?? []).some((one) => one !== candidate)) reply.leftOut("candidate");
  for (const part of candidate?.content?.parts ?? []) {
    const { text, thought, functionCall, thoughtSignature } = part;
    if (functionCall !== undefined) {
      const { id = `call_${count.calls}`, name = "", args = {} } = functionCall;
      count.calls++;
      yield* reply.toolCall({
        id,
        name,
        input: parseToolInput(args),
        ...(thoughtSignature === undefined
          ? {}
          : { providerState: { backend: "google", data: thoughtSignature } }),
      });
    } else if (text !== undefined) yield* thought === true ? reply.thinking(text) : reply.text(text);
    else leaveOut(part, reply);
  }
  addLogprobs(candidate?.logprobsResult, reply);
  if (candidate?.finishReason !== undefined) end(candidate.finishReason, reply);
}

function addUsage(
  usage: SDK.GenerateContentResponseUsageMetadata | null | undefined,
  reply: ReplyBuilder,
): void {
  if (usage === undefined || usage === null) return;
  reply.usage({
    inputTokens: usage.promptTokenCount,
    outputTokens: sumOfCounts(usage.candidatesTokenCount, usage.thoughtsTokenCount),
    thinkingTokens: usage.thoughtsTokenCount,
    cachedInputTokens: usage.cachedContentTokenCount,
  });
}

/** Parts of other kinds, such as images and code that was run, have no place in a reply of words. */
function leaveOut({ thoughtSignature: _signature, ...part }: SDK.Part, reply: ReplyBuilder): void {
  for (const [kind, value] of Object.entries(part))
    if (typeof value === "object" && value !== null) reply.leftOut(kind);
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

/** @throws ProviderFailureError for a call of a tool that the model could not put into form, which may pass */
function end(reason: string, reply: ReplyBuilder): void {
  if (/MALFORMED|UNEXPECTED_TOOL_CALL/.test(reason))
    throw new ProviderFailureError({ kind: "server", message: `the reply cannot be used: ${reason}` });
  reply.ended(reason);
}

function emptyResponse(model: string): ModelError {
  return new ModelError("the reply holds no candidate", { kind: "empty_response", model: `google:${model}` });
}
