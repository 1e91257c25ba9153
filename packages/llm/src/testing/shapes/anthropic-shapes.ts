import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { jsonBody, sseBody, webPage } from "../frames/frames.ts";

const { text, thinking, refusal, calls, callInText, usage } = shapeWords;
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
        return [{ ...block, text: "" }, [{ ...block, type: "text_delta" }]];
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
    isStream ? streamed(content, stop_reason) : whole(content, stop_reason);

function whole(content: readonly Block[], stop_reason: string, counts: object = counted): WireBody {
  return jsonBody({ ...head, content, stop_reason, usage: counts });
}

function streamed(
  content: readonly Block[],
  stop_reason: string,
  between: readonly { event: string; data: object }[] = [],
  { input_tokens, output_tokens }: Record<keyof typeof counted, number | string> = counted,
) {
  return sseBody([
    event({
      type: "message_start",
      message: { ...head, content: [], stop_reason: null, usage: { input_tokens, output_tokens: 1 } },
    }),
    ...between,
    ...content.flatMap(events),
    event({
      type: "message_delta",
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens },
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
const search = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "snow" } };
const failed = "This model is not available in your region";

/** The first words, and then an error. */
function brokenOff(data: unknown): WireBody {
  const { contentType, frames } = streamed([words], "end_turn");
  return { contentType, frames: [...frames.slice(0, -3), ...sseBody([{ event: "error", data }]).frames] };
}

const failure = (type: string, message: string) => () =>
  jsonBody({ type: "error", error: { type, message } });

/** Messages of Anthropic's API, and of servers that speak its protocol. */
export const anthropicShapes: Required<WireShapes> = {
  contentParts: both([
    { type: "redacted_thinking", data: "c2VjcmV0" },
    { type: "thinking", thinking, signature: "" },
    words,
  ]),
  textAsParts: both([{ type: "text", text: [{ type: "text", text }] }]),
  unknownEnd: both([words], "insufficient_system_resource"),
  reasoningDetails: "thoughts are blocks of the content",
  transcript: "a reply has no sound",
  messageForDelta: "events say what they are pieces of",
  // Gateways': the words that a block begins with come again in its first piece.
  saidTwice: (isStream) => {
    if (!isStream) return undefined;
    const opened = {
      type: "content_block_start",
      index: 0,
      content_block: { type: "text", text: text.slice(0, 3) },
    };
    const pieces = [text.slice(0, 3), text.slice(3)].map((piece) =>
      event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: piece } }),
    );
    return streamed([], "end_turn", [
      event(opened),
      ...pieces,
      event({ type: "content_block_stop", index: 0 }),
    ]);
  },
  refusalAsText: "refusals are texts with a reason of their own",
  splitName: "only the event that opens a block has its name",
  errorBesideChoices: "a reply is one message",
  errorInOtherWords: () => jsonBody({ base_resp: { status_code: 1004, status_msg: "Check your API key" } }),
  textUnderContent: both([{ type: "text", content: text }]),
  unknownPart: both([{ type: "server_tool_use", id: "s", name: "web_search", input: {} }, words]),
  refusal: both([{ type: "text", text: refusal }], "refusal"),
  textBesideCall: both([words, called(calls[0])], "tool_use"),
  argumentsTwiceEncoded: both([{ ...called(calls[0]), input: JSON.stringify(calls[0].input) }], "tool_use"),
  // Servers that speak its protocol: all of a block stands where Anthropic's open an empty one.
  blocksOpenedWhole: (isStream) => {
    const blocks: Block[] = [{ type: "thinking", thinking, signature: "s" }, words, called(calls[0])];
    if (!isStream) return undefined;
    const opened = blocks.flatMap((content_block, index) => [
      event({ type: "content_block_start", index, content_block }),
      event({ type: "content_block_stop", index }),
    ]);
    return streamed([], "tool_use", opened);
  },
  noArguments: both([{ ...called(calls[0]), input: {} }], "tool_use"),
  limitWhileThinking: both([{ type: "thinking", thinking, signature: "" }], "max_tokens"),
  filteredHalfway: both([words], "refusal"),
  errorInWords: () => jsonBody({ error: failed }),
  // Gateways in between.
  errorInWordsHalfway: (isStream) => (isStream ? brokenOff({ error: failed }) : undefined),
  errorInPlainText: (isStream) => (isStream ? brokenOff(failed) : undefined),
  endInError: (isStream) =>
    isStream
      ? sseBody([event({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } })])
      : undefined,
  errorThatStays: failure("permission_error", "Your key may not use this model"),
  errorThatPasses: failure("rate_limit_error", "Too many requests"),
  usageAtTheEnd: both([words]),
  callsWithoutIndex: "an event without the index of its block is not in the protocol",
  callsOfOneId: both(
    calls.map((call) => ({ ...called(call), id: "toolu" })),
    "tool_use",
  ),
  callsOfOneIndex: "a block is opened by an event of its own, under an index of its own",
  idWithEveryPiece: "only the event that opens a block has its id",
  namelessIds: both(
    calls.map((call) => ({ ...called(call), id: undefined })),
    "tool_use",
  ),
  // Whole replies always have them so.
  argumentsAsObject: (isStream) =>
    isStream
      ? streamed([], "tool_use", [
          event({ type: "content_block_start", index: 0, content_block: { ...called(calls[0]), input: {} } }),
          event({
            type: "content_block_delta",
            index: 0,
            delta: { type: "input_json_delta", partial_json: calls[0].input },
          }),
          event({ type: "content_block_stop", index: 0 }),
        ])
      : undefined,
  blockedPrompt: "a prompt that is blocked is answered with a refusal",
  // The name its newer models have for a full context.
  limitByAnotherName: both([words], "model_context_window_exceeded"),
  usageWithEveryPiece: (isStream) =>
    isStream
      ? streamed([words], "end_turn", [
          event({
            type: "message_delta",
            delta: { stop_reason: null, stop_sequence: null },
            usage: { output_tokens: 3 },
          }),
        ])
      : undefined,
  // Servers that speak its protocol.
  noUsage: (isStream) => {
    if (!isStream) return jsonBody({ ...head, content: [words], stop_reason: "end_turn" });
    const message = { ...head, content: [], stop_reason: null };
    return sseBody([
      event({ type: "message_start", message }),
      ...events(words, 0),
      event({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null } }),
      event({ type: "message_stop" }),
    ]);
  },
  usageAsTexts: (isStream) => {
    const texts = { input_tokens: `${usage.inputTokens}`, output_tokens: `${usage.outputTokens}` };
    return isStream ? streamed([words], "end_turn", [], texts) : whole([words], "end_turn", texts);
  },
  secondChoice: "a reply is one message",
  olderCall: "calls have been blocks since there are any",
  olderText: "text completions had an address of their own",
  textTwice: "text completions had an address of their own",
  webPage: () => webPage(),
  errorElsewhere: () => jsonBody({ type: "error", message: "This model is not for you", code: 403 }),
  wholeForStream: () => whole([words, called(calls[0])], "tool_use"),
  streamForWhole: () => streamed([words], "end_turn"),
  errorWithoutWords: (isStream) =>
    isStream ? { contentType: "text/event-stream", frames: ["event: error\ndata:\n\n"] } : undefined,
  // A long search of its own: what came goes back as it is, and the turn goes on.
  pausedTurn: (isStream, request) => {
    const goesOn = request.body.includes(search.id);
    return both(goesOn ? [words] : [search], goesOn ? "end_turn" : "pause_turn")(isStream);
  },
  callInText: both([{ type: "text", text: callInText }]),
  comments: (isStream) =>
    isStream
      ? ((body) => ({ ...body, frames: [": keep-alive\n\n", ...body.frames] }))(
          streamed([words], "end_turn", [event({ type: "ping" }), event({ type: "vendor_event" })]),
        )
      : undefined,
};
