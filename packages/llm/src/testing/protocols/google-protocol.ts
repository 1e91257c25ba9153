import type { WireProtocol, WireReply } from "../conformance/wire-protocol.ts";
import { brokenJson, jsonBody, parsedBody, sseBody } from "../frames/frames.ts";
import { googleRefusal } from "../rules/google-rules.ts";
import { googleShapes } from "../shapes/google-shapes.ts";

const reasons = { stop: "STOP", length: "MAX_TOKENS", tool_calls: "STOP", content_filter: "SAFETY" } as const;

/** The Gemini API's `generateContent` and `streamGenerateContent`. */
export const googleProtocol: WireProtocol = {
  name: "google",
  countsCached: true,
  wantsStream: ({ path }) => path.includes(":streamGenerateContent"),
  received(request) {
    const { generationConfig: config = {} } = parsedBody(request);
    return {
      settings: {
        temperature: config.temperature,
        topP: config.topP,
        topK: config.topK,
        maxTokens: config.maxOutputTokens,
        seed: config.seed,
        stop: config.stopSequences,
      },
      schema: config.responseJsonSchema,
    };
  },
  refuses: googleRefusal,
  shapes: googleShapes,
  whole: (reply) =>
    jsonBody(
      response(
        [
          ...(reply.thinking === undefined ? [] : [{ text: reply.thinking.join(""), thought: true }]),
          ...(reply.text.length === 0 ? [] : [{ text: reply.text.join("") }]),
          ...functionCalls(reply),
        ],
        { ...ending(reply), ...logprobs(reply.logprobs) },
        reply,
      ),
    ),
  stream: (reply) =>
    sseBody([
      ...(reply.thinking ?? []).map((text) => ({ data: response([{ text, thought: true }]) })),
      ...reply.text.map((text, index) => ({
        data: response([{ text }], logprobs(reply.logprobs?.slice(index, index + 1))),
      })),
      ...functionCalls(reply).map((call) => ({ data: response([call]) })),
      { data: response([], ending(reply), reply) },
    ]),
  failure: (code, message) => jsonBody({ error: { code, message, status: "TEST_ERROR" } }),
  malformed: (streamed) =>
    streamed
      ? sseBody([{ data: response([{ text: "a" }]) }, { data: '{"candidates": [oops' }])
      : brokenJson(),
  brokenOff: () =>
    sseBody([
      { data: response([{ text: "I was " }]) },
      { data: { error: { code: 503, message: "the engine gave up", status: "UNAVAILABLE" } } },
    ]),
  empty: (streamed) => {
    const nothing = {
      usageMetadata: { promptTokenCount: 1, totalTokenCount: 1 },
      modelVersion: "test-model-001",
    };
    return streamed ? sseBody([{ data: nothing }]) : jsonBody(nothing);
  },
};

function response(parts: readonly object[], rest: object = {}, reply?: WireReply): object {
  const { inputTokens = 0, outputTokens = 0, cachedInputTokens } = reply?.usage ?? {};
  return {
    candidates: [{ index: 0, content: { role: "model", parts }, ...rest }],
    modelVersion: "test-model-001",
    ...(reply === undefined
      ? {}
      : {
          usageMetadata: {
            promptTokenCount: inputTokens,
            cachedContentTokenCount: cachedInputTokens,
            candidatesTokenCount: outputTokens,
            totalTokenCount: inputTokens + outputTokens,
          },
        }),
  };
}

function ending({ finish }: WireReply): object {
  return { finishReason: reasons[finish] };
}

function functionCalls({ toolCalls = [] }: WireReply): object[] {
  return toolCalls.map(({ id, name, input }) => ({ functionCall: { id, name, args: input } }));
}

function logprobs(tokens: WireReply["logprobs"]): object {
  if (tokens === undefined || tokens.length === 0) return {};
  return {
    logprobsResult: {
      chosenCandidates: tokens.map(candidate),
      topCandidates: tokens.map(({ top }) => ({ candidates: top.map(candidate) })),
    },
  };
}

function candidate({ token, logprob }: { readonly token: string; readonly logprob: number }): object {
  return { token, logProbability: logprob };
}
