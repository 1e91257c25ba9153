import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { type AwsEvent, awsEventBody } from "../frames/aws-event-stream.ts";
import { jsonBody, webPage } from "../frames/frames.ts";

const { text, thinking, calls, callInText, usage } = shapeWords;
const counted = { ...usage, totalTokens: 30 };
const metrics = { latencyMs: 1 };

/** A block of the message: the block itself, and its events. */
interface Block {
  readonly whole: object;
  readonly start?: object;
  readonly delta: object;
}

const words: Block = { whole: { text }, delta: { text } };
const thought: Block = {
  whole: { reasoningContent: { reasoningText: { text: thinking } } },
  delta: { reasoningContent: { text: thinking } },
};
interface Call {
  readonly id?: string;
  readonly name: string;
  readonly input: unknown;
}

const called = ({ id: toolUseId, name, input }: Call, args = input): Block => ({
  whole: { toolUse: { toolUseId, name, input: args } },
  start: { toolUse: { toolUseId, name } },
  delta: { toolUse: { input: JSON.stringify(args) } },
});

const both =
  (blocks: readonly Block[], stopReason = "end_turn", counts: object = counted) =>
  (isStream: boolean): WireBody =>
    isStream
      ? awsEventBody([
          ["messageStart", { role: "assistant" }],
          ...blocks.flatMap(({ start, delta }, contentBlockIndex): AwsEvent[] => [
            ...(start === undefined ? [] : ([["contentBlockStart", { contentBlockIndex, start }]] as const)),
            ["contentBlockDelta", { contentBlockIndex, delta }],
            ["contentBlockStop", { contentBlockIndex }],
          ]),
          ["messageStop", { stopReason }],
          ["metadata", { usage: counts, metrics }],
        ])
      : jsonBody({
          output: { message: { role: "assistant", content: blocks.map(({ whole }) => whole) } },
          stopReason,
          usage: counts,
          metrics,
        });

/** Replies of Amazon Bedrock's Converse. */
export const bedrockShapes: Required<WireShapes> = {
  contentParts: both([thought, words]),
  textAsParts: both([
    { whole: { text: [{ type: "text", text }] }, delta: { text: [{ type: "text", text }] } },
  ]),
  unknownEnd: both([words], "network_error"),
  reasoningDetails: "thoughts are blocks of the content",
  transcript: "a reply has no sound",
  messageForDelta: "events say what they are pieces of",
  saidTwice: "blocks of text have no beginning",
  refusalAsText: "refusals are texts with a reason of their own",
  splitName: "only the event that opens a block has its name",
  errorBesideChoices: "a reply is one message",
  errorInOtherWords: () => jsonBody({ base_resp: { status_code: 1004, status_msg: "Check your API key" } }),
  textUnderContent: both([
    { whole: { text: { type: "text", content: text } }, delta: { text: { type: "text", content: text } } },
  ]),
  unknownPart: (isStream) =>
    isStream
      ? undefined
      : both([{ whole: { image: { format: "png", source: { bytes: "" } } }, delta: {} }, words])(false),
  textBesideCall: both([words, called(calls[0])], "tool_use"),
  argumentsTwiceEncoded: both([called(calls[0], JSON.stringify(calls[0].input))], "tool_use"),
  blocksOpenedWhole: "a block opens with a call's name alone",
  noArguments: both([called(calls[0], {})], "tool_use"),
  limitWhileThinking: both([thought], "max_tokens"),
  filteredHalfway: both([words], "content_filtered"),
  errorInWords: () => jsonBody({ error: "This model is not available in your region" }),
  errorInWordsHalfway: "exceptions are events with a type",
  errorInPlainText: "exceptions are events with a type",
  endInError: both([words], "malformed_model_output"),
  refusal: "words of refusal are text like any other",
  callsWithoutIndex: "an event without the index of its block is not in the protocol",
  callsOfOneId: both(
    calls.map((call) => called({ ...call, id: calls[0].id })),
    "tool_use",
  ),
  callsOfOneIndex: "a block is opened by an event of its own, under an index of its own",
  idWithEveryPiece: "only the event that opens a block has its id",
  namelessIds: both(
    calls.map(({ name, input }) => called({ name, input })),
    "tool_use",
  ),
  argumentsAsObject: "input is an object everywhere",
  limitByAnotherName: both([words], "model_context_window_exceeded"),
  blockedPrompt: "a guardrail that blocks a prompt answers with words of its own",
  // Gateways in between, and errors of the kind that AWS tells in every protocol.
  errorThatStays: () => jsonBody({ __type: "AccessDeniedException", message: "Not with this role" }),
  errorThatPasses: () => jsonBody({ __type: "ThrottlingException", message: "Too many requests" }),
  errorElsewhere: () => jsonBody({ message: "This model is not for you", code: 403 }),
  webPage: () => webPage(),
  usageWithEveryPiece: "usage comes once, in the event of metadata",
  usageAtTheEnd: both([words]),
  noUsage: both([words], "end_turn", {}),
  usageAsTexts: both([words], "end_turn", {
    inputTokens: `${usage.inputTokens}`,
    outputTokens: `${usage.outputTokens}`,
  }),
  secondChoice: "a reply is one message",
  olderCall: "calls have been blocks since there are any",
  olderText: "text completions have methods and addresses of their own",
  textTwice: "text completions have methods and addresses of their own",
  wholeForStream: () => both([words, called(calls[0])], "tool_use")(false),
  streamForWhole: "streams have an operation and an encoding of their own",
  errorWithoutWords: "exceptions are events with a type",
  pausedTurn: "turns are not paused",
  callInText: both([{ whole: { text: callInText }, delta: { text: callInText } }]),
  comments: "the encoding of events has no comments",
};
