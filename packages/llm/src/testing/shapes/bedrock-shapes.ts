import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { type AwsEvent, awsEventBody } from "../frames/aws-event-stream.ts";
import { jsonBody } from "../frames/frames.ts";

const { text, thinking, calls, usage } = shapeWords;
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
const called = ({ id: toolUseId, name, input }: (typeof calls)[number], args: unknown = input): Block => ({
  whole: { toolUse: { toolUseId, name, input: args } },
  start: { toolUse: { toolUseId, name } },
  delta: { toolUse: { input: JSON.stringify(args) } },
});

const both =
  (blocks: readonly Block[], stopReason = "end_turn") =>
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
          ["metadata", { usage: counted, metrics }],
        ])
      : jsonBody({
          output: { message: { role: "assistant", content: blocks.map(({ whole }) => whole) } },
          stopReason,
          usage: counted,
          metrics,
        });

/** Replies of Amazon Bedrock's Converse. */
export const bedrockShapes: WireShapes = {
  contentParts: both([thought, words]),
  unknownPart: (isStream) =>
    isStream
      ? undefined
      : both([{ whole: { image: { format: "png", source: { bytes: "" } } }, delta: {} }, words])(false),
  textBesideCall: both([words, called(calls[0])], "tool_use"),
  argumentsTwiceEncoded: both([called(calls[0], JSON.stringify(calls[0].input))], "tool_use"),
  noArguments: both([called(calls[0], {})], "tool_use"),
  limitWhileThinking: both([thought], "max_tokens"),
  filteredHalfway: both([words], "content_filtered"),
  endInError: both([words], "malformed_model_output"),
  usageAtTheEnd: both([words]),
};
