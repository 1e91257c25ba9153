import { shapeWords } from "../conformance/shape-words.ts";
import type { WireShapes } from "../conformance/wire-protocol.ts";
import { jsonBody, ndjsonBody, webPage } from "../frames/frames.ts";

const { text, thinking, calls, callInText, usage } = shapeWords;
const head = { model: "test-model:latest", created_at: "2026-01-01T00:00:00Z" };
const counted = { prompt_eval_count: usage.inputTokens, eval_count: usage.outputTokens };

// Nothing is asked for whole.
const lines =
  (messages: readonly object[], done_reason = "stop", counts: object = counted) =>
  () =>
    ndjsonBody([
      ...messages.map((message) => ({
        ...head,
        message: { role: "assistant", content: "", ...message },
        done: false,
      })),
      { ...head, message: { role: "assistant", content: "" }, done: true, done_reason, ...counts },
    ]);
const called = ({ name, input }: (typeof calls)[number], args: unknown = input) => ({
  function: { name, arguments: args },
});

/** Replies of Ollama. */
export const ollamaShapes: Required<WireShapes> = {
  contentParts: lines([{ thinking }, { content: text }]),
  textAsParts: lines([{ content: [{ type: "text", text }] }]),
  unknownEnd: lines([{ content: text }], "network_error"),
  reasoningDetails: "thoughts are a field of the message",
  transcript: "a reply has no sound",
  messageForDelta: "every piece is a message",
  saidTwice: "every piece is a message",
  refusalAsText: "a message has no refusal",
  splitName: "calls come in one piece",
  errorBesideChoices: "a reply is one message",
  errorInOtherWords: () => jsonBody({ base_resp: { status_code: 1004, status_msg: "Check your API key" } }),
  textBesideCall: lines([{ content: text }, { tool_calls: [called(calls[0])] }]),
  namelessIds: lines(calls.map((call) => ({ tool_calls: [called(call)] }))),
  argumentsTwiceEncoded: lines([{ tool_calls: [called(calls[0], JSON.stringify(calls[0].input))] }]),
  blocksOpenedWhole: "a message has no blocks",
  noArguments: lines([{ tool_calls: [{ function: { name: calls[0].name } }] }]),
  limitWhileThinking: lines([{ thinking }], "length"),
  errorInWords: () => jsonBody({ error: "This model is not available in your region" }),
  errorInWordsHalfway: () =>
    ndjsonBody([
      { ...head, message: { role: "assistant", content: text }, done: false },
      { error: "This model is not available in your region" },
    ]),
  errorInPlainText: "its streams have no events with names",
  endInError: () =>
    ndjsonBody([{ ...head, message: { role: "assistant", content: text }, done: false }, { error: "gone" }]),
  errorThatStays: () => jsonBody({ error: { code: 403, message: "This model is not for you" } }),
  errorThatPasses: () => jsonBody({ error: { code: 429, message: "Busy" } }),
  usageAtTheEnd: lines([{ content: text }]),
  noUsage: lines([{ content: text }], "stop", {}),
  textUnderContent: lines([{ content: [{ type: "text", content: text }] }]),
  unknownPart: lines([
    {
      content: [
        { type: "image_url", image_url: { url: "data:," } },
        { type: "text", text },
      ],
    },
  ]),
  refusal: "words of refusal are text like any other",
  callsWithoutIndex: "calls come in one piece",
  callsOfOneId: lines([{ tool_calls: calls.map((call) => ({ id: "call", ...called(call) })) }]),
  callsOfOneIndex: "calls come in one piece",
  idWithEveryPiece: "calls come in one piece",
  argumentsAsObject: "arguments are an object everywhere",
  limitByAnotherName: lines([{ content: text }], "max_tokens"),
  filteredHalfway: lines([{ content: text }], "content_filter"),
  blockedPrompt: "nothing is blocked",
  usageWithEveryPiece: () =>
    ndjsonBody([
      { ...head, message: { role: "assistant", content: text }, done: false, ...counted, eval_count: 3 },
      { ...head, message: { role: "assistant", content: "" }, done: true, done_reason: "stop", ...counted },
    ]),
  usageAsTexts: lines([{ content: text }], "stop", {
    prompt_eval_count: `${usage.inputTokens}`,
    eval_count: `${usage.outputTokens}`,
  }),
  secondChoice: "a reply is one message",
  olderCall: "calls have been a list since there are any",
  // As `/api/generate` has it.
  olderText: () =>
    ndjsonBody([
      { ...head, response: text, done: false },
      { ...head, response: "", done: true, done_reason: "stop", ...counted },
    ]),
  textTwice: () =>
    ndjsonBody([
      { ...head, response: text, message: { role: "assistant", content: text }, done: false },
      { ...head, response: "", message: { role: "assistant", content: "" }, done: true, done_reason: "stop" },
    ]),
  webPage: () => webPage(),
  errorElsewhere: () => jsonBody({ message: "This model is not for you", code: 403 }),
  wholeForStream: () => {
    const message = { role: "assistant", content: text, tool_calls: [called(calls[0])] };
    return jsonBody({ ...head, message, done: true, done_reason: "stop", ...counted });
  },
  streamForWhole: "every reply is asked for as a stream",
  errorWithoutWords: "its streams have no events with names",
  pausedTurn: "turns are not paused",
  callInText: lines([{ content: callInText }]),
  comments: () => {
    const said = lines([{ content: text }])();
    return { ...said, frames: ["\n", ...said.frames] };
  },
};
