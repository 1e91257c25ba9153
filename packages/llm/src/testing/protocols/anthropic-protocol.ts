import type { WireProtocol, WireReply } from "../conformance/wire-protocol.ts";
import { brokenJson, jsonBody, parsedBody, sseBody } from "../frames/frames.ts";
import { anthropicRefusal } from "../rules/anthropic-rules.ts";
import { anthropicShapes } from "../shapes/anthropic-shapes.ts";

const head = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "test-model-20260101",
  stop_sequence: null,
};
const reasons = {
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
  content_filter: "refusal",
} as const;

/** Anthropic's messages: named server-sent events, content in blocks. */
export const anthropicProtocol: WireProtocol = {
  name: "anthropic",
  countsCached: true,
  wantsStream: (request) => parsedBody(request).stream === true,
  received(request) {
    const body = parsedBody(request);
    return {
      settings: {
        temperature: body.temperature,
        topP: body.top_p,
        topK: body.top_k,
        maxTokens: body.max_tokens,
        stop: body.stop_sequences,
      },
      schema: body.output_config?.format?.schema,
    };
  },
  refuses: anthropicRefusal,
  shapes: anthropicShapes,
  whole: (reply) =>
    jsonBody({
      ...head,
      content: blocks(reply).map(({ start, fill }) => ({ ...start, ...fill })),
      stop_reason: reasons[reply.finish],
      usage: { ...inputUsage(reply), output_tokens: reply.usage.outputTokens },
    }),
  stream: (reply) =>
    sseBody([
      event({
        type: "message_start",
        message: {
          ...head,
          content: [],
          stop_reason: null,
          usage: { ...inputUsage(reply), output_tokens: 1 },
        },
      }),
      event({ type: "ping" }),
      ...blocks(reply).flatMap(({ start, deltas }, index) => [
        event({ type: "content_block_start", index, content_block: start }),
        ...deltas.map((delta) => event({ type: "content_block_delta", index, delta })),
        event({ type: "content_block_stop", index }),
      ]),
      event({
        type: "message_delta",
        delta: { stop_reason: reasons[reply.finish], stop_sequence: null },
        usage: { output_tokens: reply.usage.outputTokens },
      }),
      event({ type: "message_stop" }),
    ]),
  failure: (_status, message) => jsonBody({ type: "error", error: { type: "test_error", message } }),
  malformed: (streamed) =>
    streamed
      ? sseBody([
          {
            event: "message_start",
            data: { type: "message_start", message: { ...head, content: [], usage: {} } },
          },
          { event: "content_block_delta", data: '{"type": "content_block_delta", oops' },
        ])
      : brokenJson(),
  brokenOff: () =>
    sseBody([
      event({
        type: "message_start",
        message: { ...head, content: [], usage: { input_tokens: 1, output_tokens: 0 } },
      }),
      event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
      event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "I was " } }),
      event({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
    ]),
  empty: (streamed) =>
    streamed
      ? sseBody([
          event({
            type: "message_start",
            message: { ...head, content: [], usage: { input_tokens: 1, output_tokens: 0 } },
          }),
          event({ type: "message_stop" }),
        ])
      : jsonBody({ ...head, content: [], stop_reason: null, usage: { input_tokens: 1, output_tokens: 0 } }),
};

/** Cached input is counted apart. */
function inputUsage({ usage: { inputTokens, cachedInputTokens = 0 } }: WireReply): object {
  return {
    input_tokens: inputTokens - cachedInputTokens,
    cache_read_input_tokens: cachedInputTokens,
    cache_creation_input_tokens: 0,
  };
}

function event(data: { readonly type: string; readonly [key: string]: unknown }): {
  event: string;
  data: object;
} {
  return { event: data.type, data };
}

interface Block {
  readonly start: object;
  readonly deltas: readonly object[];
  /** What of the start is different when the block is sent whole. */
  readonly fill: object;
}

function blocks({ thinking, text, toolCalls = [] }: WireReply): Block[] {
  return [
    ...(thinking === undefined ? [] : [thinkingBlock(thinking)]),
    ...(text.length === 0 ? [] : [textBlock(text)]),
    ...toolCalls.map(({ id, name, input }) => {
      const json = JSON.stringify(input);
      return {
        start: { type: "tool_use", id, name, input: {} },
        deltas: ["", json.slice(0, 5), json.slice(5)].map((partial_json) => ({
          type: "input_json_delta",
          partial_json,
        })),
        fill: { input },
      };
    }),
  ];
}

function thinkingBlock(thinking: readonly string[]): Block {
  const signature = "c2lnbmVk";
  return {
    start: { type: "thinking", thinking: "", signature: "" },
    deltas: [
      ...thinking.map((piece) => ({ type: "thinking_delta", thinking: piece })),
      { type: "signature_delta", signature },
    ],
    fill: { thinking: thinking.join(""), signature },
  };
}

function textBlock(text: readonly string[]): Block {
  return {
    start: { type: "text", text: "" },
    deltas: text.map((piece) => ({ type: "text_delta", text: piece })),
    fill: { text: text.join("") },
  };
}
