import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { jsonBody, sseBody, webPage } from "../frames/frames.ts";

const { text, thinking, calls, callInText, usage } = shapeWords;
const counted = (candidatesTokenCount: number = usage.outputTokens) => ({
  usageMetadata: { promptTokenCount: usage.inputTokens, candidatesTokenCount, totalTokenCount: 30 },
});

function response(
  parts: readonly object[] | undefined,
  finishReason?: string,
  more: object = counted(),
): object {
  const content = parts === undefined ? {} : { content: { role: "model", parts } };
  return { candidates: [{ index: 0, ...content, finishReason }], modelVersion: "test-model-001", ...more };
}

const both =
  (parts: readonly object[] | undefined, finishReason = "STOP", more?: object) =>
  (isStream: boolean): WireBody =>
    isStream
      ? sseBody([
          ...(parts ?? []).map((part) => ({ data: response([part], undefined, {}) })),
          { data: response(undefined, finishReason, more) },
        ])
      : jsonBody(response(parts, finishReason, more));

const called = ({ name, input }: (typeof calls)[number], args: unknown = input) => ({
  functionCall: { name, args },
});
const failed = "This model is not available in your region";
const failure = (code: number, status: string, message: string) => () =>
  jsonBody({ error: { code, status, message } });

/** Replies of the Gemini API. */
export const googleShapes: Required<WireShapes> = {
  contentParts: both([{ text: thinking, thought: true }, { text }]),
  textAsParts: both([{ text: { text } }]),
  unknownEnd: both([{ text }], "LANGUAGE"),
  reasoningDetails: "thoughts are parts of the content",
  transcript: "a reply has no sound",
  messageForDelta: "every piece is a response of its own",
  saidTwice: "every piece is a response of its own",
  refusalAsText: "refusals are texts with a reason of their own",
  splitName: "calls come in one piece",
  errorBesideChoices: "an error of a candidate is its reason to end",
  errorInOtherWords: () => jsonBody({ base_resp: { status_code: 1004, status_msg: "Check your API key" } }),
  errorInWords: () => jsonBody({ error: failed }),
  // Gateways in between.
  errorInWordsHalfway: (isStream) =>
    isStream
      ? sseBody([{ data: response([{ text }], undefined, {}) }, { data: { error: failed } }])
      : undefined,
  errorInPlainText: (isStream) =>
    isStream
      ? sseBody([{ data: response([{ text }], undefined, {}) }, { event: "error", data: failed }])
      : undefined,
  textUnderContent: both([{ text: { type: "text", content: text } }]),
  unknownPart: both([{ inlineData: { mimeType: "image/png", data: "" } }, { text }]),
  textBesideCall: both([{ text }, called(calls[0])]),
  namelessIds: both(calls.map((call) => called(call))),
  blocksOpenedWhole: "parts come whole",
  noArguments: both([{ functionCall: { name: calls[0].name } }]),
  limitWhileThinking: both([{ text: thinking, thought: true }], "MAX_TOKENS"),
  filteredHalfway: both([{ text }], "SAFETY"),
  blockedPrompt: (isStream) => {
    const blocked = { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, ...counted(0) };
    return isStream ? sseBody([{ data: blocked }]) : jsonBody(blocked);
  },
  endInError: both([], "MALFORMED_FUNCTION_CALL"),
  errorThatStays: failure(403, "PERMISSION_DENIED", "Your key may not use this model"),
  errorThatPasses: failure(429, "RESOURCE_EXHAUSTED", "Quota exceeded"),
  usageWithEveryPiece: (isStream) =>
    isStream
      ? sseBody([{ data: response([{ text }], undefined, counted(3)) }, { data: response([], "STOP") }])
      : undefined,
  usageAtTheEnd: both([{ text }]),
  noUsage: both([{ text }], "STOP", {}),
  refusal: "words of refusal are text like any other",
  callsWithoutIndex: "calls are whole parts, which have no index",
  callsOfOneId: both(calls.map((call) => ({ functionCall: { ...called(call).functionCall, id: "call" } }))),
  callsOfOneIndex: "calls are whole parts, which have no index",
  idWithEveryPiece: "calls come in one piece",
  // Gateways that hand on another provider's.
  argumentsTwiceEncoded: both([called(calls[0], JSON.stringify(calls[0].input))]),
  argumentsAsObject: "arguments are an object everywhere",
  limitByAnotherName: both([{ text }], "MAX_OUTPUT_TOKENS"),
  // In protobuf's JSON, whole numbers of 64 bits are texts.
  usageAsTexts: both([{ text }], "STOP", {
    usageMetadata: {
      promptTokenCount: `${usage.inputTokens}`,
      candidatesTokenCount: `${usage.outputTokens}`,
      totalTokenCount: null,
    },
  }),
  secondChoice: (isStream) => {
    const candidates = [text, "Or not."].map((said, index) => ({
      index,
      content: { role: "model", parts: [{ text: said }] },
      finishReason: "STOP",
    }));
    const [mine, other] = candidates;
    return isStream
      ? sseBody([{ data: { candidates: [other] } }, { data: { candidates: [mine], ...counted() } }])
      : jsonBody({ candidates, ...counted() });
  },
  olderCall: "calls have been parts since there are any",
  olderText: "models from before had methods of their own",
  textTwice: "models from before had methods of their own",
  webPage: () => webPage(),
  // As streams without events tell of it.
  errorElsewhere: () =>
    jsonBody([{ error: { code: 403, status: "PERMISSION_DENIED", message: "This model is not for you" } }]),
  // A proxy that leaves out `alt=sse` gets the pieces of the stream as an array.
  wholeForStream: (isStream) =>
    isStream
      ? jsonBody([response([{ text }], undefined, {}), response([called(calls[0])], "STOP")])
      : jsonBody(response([{ text }, called(calls[0])], "STOP")),
  streamForWhole: () => sseBody([{ data: response([{ text }], "STOP") }]),
  errorWithoutWords: (isStream) =>
    isStream ? { contentType: "text/event-stream", frames: ["event: error\n\n"] } : undefined,
  pausedTurn: "turns are not paused",
  callInText: both([{ text: callInText }]),
  comments: (isStream) =>
    isStream
      ? sseBody([
          { data: { modelVersion: "test-model-001" } },
          { data: response([{ text }], undefined, {}) },
          { data: response([{ text: "" }], "STOP") },
        ])
      : undefined,
};
