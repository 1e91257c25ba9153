import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { jsonBody, sseBody } from "../frames/frames.ts";

const { text, thinking, refusal, calls, usage } = shapeWords;
const head = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "test-model-20260101",
  stop_sequence: null,
};
const counted = { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };

interface Block {
  readonly type: string;
  readonly [key: string]: unknown;
}

function event(data: Block): { readonly event: string; readonly data: object } {
  return { event: data.type, data };
}

/** A block as it starts, and what follows. */
function events(block: Block, index: number): readonly { readonly event: string; readonly data: object }[] {
  const delta = (piece: Block) => event({ type: "content_block_delta", index, delta: piece });
  const [start, deltas] = ((): [Block, Block[]] => {
    switch (block.type) {
      case "text":
        return [{ ...block, text: "" }, [{ type: "text_delta", text: block["text"] }]];
      case "thinking":
        return [
          { type: "thinking", thinking: "", signature: "" },
          [{ type: "thinking_delta", thinking: block["thinking"] }],
        ];
      case "tool_use":
        return [
          { ...block, input: {} },
          [{ type: "input_json_delta", partial_json: JSON.stringify(block["input"]) }],
        ];
      default:
        return [block, []];
    }
  })();
  return [
    event({ type: "content_block_start", index, content_block: start }),
    ...deltas.map(delta),
    event({ type: "content_block_stop", index }),
  ];
}

const both =
  (content: readonly Block[], stop_reason = "end_turn") =>
  (isStream: boolean): WireBody =>
    isStream ? streamed(content, stop_reason) : jsonBody({ ...head, content, stop_reason, usage: counted });

function streamed(
  content: readonly Block[],
  stop_reason: string,
  between: readonly { event: string; data: object }[] = [],
) {
  return sseBody([
    event({
      type: "message_start",
      message: { ...head, content: [], stop_reason: null, usage: { ...counted, output_tokens: 1 } },
    }),
    ...between,
    ...content.flatMap(events),
    event({
      type: "message_delta",
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens: usage.outputTokens },
    }),
    event({ type: "message_stop" }),
  ]);
}

const words: Block = { type: "text", text };
const called = ({ id, name, input }: (typeof calls)[number]): Block => ({
  type: "tool_use",
  id,
  name,
  input,
});
const failure = (type: string, message: string) => () =>
  jsonBody({ type: "error", error: { type, message } });

/** Messages of Anthropic's API, and of servers that speak its protocol. */
export const anthropicShapes: WireShapes = {
  contentParts: both([
    { type: "redacted_thinking", data: "c2VjcmV0" },
    { type: "thinking", thinking, signature: "" },
    words,
  ]),
  unknownPart: both([{ type: "server_tool_use", id: "s", name: "web_search", input: {} }, words]),
  refusal: both([{ type: "text", text: refusal }], "refusal"),
  textBesideCall: both([words, called(calls[0])], "tool_use"),
  argumentsTwiceEncoded: both([{ ...called(calls[0]), input: JSON.stringify(calls[0].input) }], "tool_use"),
  noArguments: both([{ ...called(calls[0]), input: {} }], "tool_use"),
  limitWhileThinking: both([{ type: "thinking", thinking, signature: "" }], "max_tokens"),
  filteredHalfway: both([words], "refusal"),
  endInError: (isStream) =>
    isStream
      ? sseBody([event({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } })])
      : undefined,
  errorThatStays: failure("permission_error", "Your key may not use this model"),
  errorThatPasses: failure("rate_limit_error", "Too many requests"),
  usageAtTheEnd: both([words]),
  comments: (isStream) =>
    isStream
      ? ((body) => ({ ...body, frames: [": keep-alive\n\n", ...body.frames] }))(
          streamed([words], "end_turn", [event({ type: "ping" }), event({ type: "vendor_event" })]),
        )
      : undefined,
};
