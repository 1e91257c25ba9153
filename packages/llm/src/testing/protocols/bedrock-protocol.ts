import type { WireProtocol, WireReply } from "../conformance/wire-protocol.ts";
import { awsEvent, type AwsEvent, awsEventBody } from "../frames/aws-event-stream.ts";
import { brokenJson, jsonBody, parsedBody } from "../frames/frames.ts";
import { bedrockRefusal } from "../rules/bedrock-rules.ts";
import { bedrockShapes } from "../shapes/bedrock-shapes.ts";

const reasons = {
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
  content_filter: "content_filtered",
} as const;

/** Amazon Bedrock's Converse and ConverseStream over HTTP/2, the stream in AWS event framing. */
export const bedrockProtocol: WireProtocol = {
  name: "bedrock",
  countsCached: true,
  http2: true,
  wantsStream: ({ path }) => path.endsWith("/converse-stream"),
  received(request) {
    const { inferenceConfig: config = {}, outputConfig } = parsedBody(request);
    const schema = outputConfig?.textFormat?.structure?.jsonSchema?.schema;
    return {
      settings: {
        temperature: config.temperature,
        topP: config.topP,
        maxTokens: config.maxTokens,
        stop: config.stopSequences,
      },
      schema: schema === undefined ? undefined : JSON.parse(schema),
    };
  },
  refuses: bedrockRefusal,
  shapes: bedrockShapes,
  whole: (reply) =>
    jsonBody({
      output: { message: { role: "assistant", content: content(reply) } },
      stopReason: reasons[reply.finish],
      usage: usage(reply),
      metrics: { latencyMs: 1 },
    }),
  stream: (reply) =>
    awsEventBody([
      ...startEvents(reply),
      ["messageStop", { stopReason: reasons[reply.finish] }],
      metadata(reply),
    ]),
  failure: (_status, message) => jsonBody({ message }),
  malformed: (streamed) =>
    streamed
      ? awsEventBody([
          ["messageStart", { role: "assistant" }],
          ["contentBlockDelta", '{"delta": oops'],
        ])
      : brokenJson(),
  brokenOff() {
    const { contentType, frames } = awsEventBody([
      ["messageStart", { role: "assistant" }],
      delta(0, { text: "I was " }),
    ]);
    const headers = { ":exception-type": "throttlingException", ":content-type": "application/json" };
    const exception = awsEvent({ ...headers, ":message-type": "exception" }, { message: "Too many tokens" });
    return { contentType, frames: [...frames, exception] };
  },
  empty: (streamed) =>
    streamed
      ? awsEventBody([["messageStart", { role: "assistant" }]])
      : jsonBody({ metrics: { latencyMs: 1 } }),
};

function startEvents({ thinking, text, toolCalls = [] }: WireReply): AwsEvent[] {
  return [
    ["messageStart", { role: "assistant" }],
    ...(thinking ?? []).map((piece) => delta(0, { reasoningContent: { text: piece } })),
    ...(thinking === undefined ? [] : [delta(0, { reasoningContent: { signature: "c2lnbmVk" } })]),
    ...text.map((piece) => delta(1, { text: piece })),
    ["contentBlockStop", { contentBlockIndex: 1 }],
    ...toolCalls.flatMap(({ id, name, input }, index): AwsEvent[] => {
      const [at, json] = [index + 2, JSON.stringify(input)];
      return [
        ["contentBlockStart", { contentBlockIndex: at, start: { toolUse: { toolUseId: id, name } } }],
        delta(at, { toolUse: { input: json.slice(0, 5) } }),
        delta(at, { toolUse: { input: json.slice(5) } }),
        ["contentBlockStop", { contentBlockIndex: at }],
      ];
    }),
  ];
}

function delta(contentBlockIndex: number, piece: object): AwsEvent {
  return ["contentBlockDelta", { contentBlockIndex, delta: piece }];
}

function metadata(reply: WireReply): AwsEvent {
  return ["metadata", { usage: usage(reply), metrics: { latencyMs: 1 } }];
}

function content({ thinking, text, toolCalls = [] }: WireReply): object[] {
  return [
    ...(thinking === undefined
      ? []
      : [{ reasoningContent: { reasoningText: { text: thinking.join(""), signature: "c2lnbmVk" } } }]),
    ...(text.length === 0 ? [] : [{ text: text.join("") }]),
    ...toolCalls.map(({ id, name, input }) => ({ toolUse: { toolUseId: id, name, input } })),
  ];
}

/** Cached input is counted apart. */
function usage({ usage: { inputTokens, outputTokens, cachedInputTokens = 0 } }: WireReply): object {
  return {
    inputTokens: inputTokens - cachedInputTokens,
    cacheReadInputTokens: cachedInputTokens,
    outputTokens,
    totalTokens: inputTokens + outputTokens,
  };
}
