import { shapeWords } from "../conformance/shape-words.ts";
import type { WireBody, WireShapes } from "../conformance/wire-protocol.ts";
import { jsonBody, sseBody, webPage } from "../frames/frames.ts";

const { text, thinking, refusal, calls, callInText, usage } = shapeWords;
const head = { id: "chatcmpl-1", created: 1_700_000_000, model: "test-model-0613" };
const counted = { prompt_tokens: usage.inputTokens, completion_tokens: usage.outputTokens, total_tokens: 30 };

type Message = Readonly<Record<string, unknown>>;

function whole(message: Message, finish_reason = "stop", more: object = {}): WireBody {
  const choice = { index: 0, message: { role: "assistant", content: null, ...message }, finish_reason };
  return jsonBody({ ...head, object: "chat.completion", choices: [choice], usage: counted, ...more });
}

function chunk(
  delta: unknown,
  finish_reason: string | null = null,
  more: object = {},
): { readonly data: object } {
  const choices = [{ index: 0, delta, finish_reason }];
  return { data: { ...head, object: "chat.completion.chunk", choices, ...more } };
}

function streamed(deltas: readonly object[], finish_reason = "stop", more: object = {}): WireBody {
  return sseBody([
    ...deltas.map((delta) => chunk(delta)),
    chunk({}, finish_reason),
    { data: { ...head, object: "chat.completion.chunk", choices: [], usage: counted, ...more } },
    { data: "[DONE]" },
  ]);
}

/** The same message whole and, as one piece or several, streamed. */
const both =
  (message: Message, finish = "stop", deltas: readonly object[] = [message]) =>
  (isStream: boolean): WireBody =>
    isStream ? streamed(deltas, finish) : whole(message, finish);

const onlyStreamed =
  (body: () => WireBody) =>
  (isStream: boolean): WireBody | undefined =>
    isStream ? body() : undefined;

function called({ id, name, input }: (typeof calls)[number], args: unknown = JSON.stringify(input)) {
  return { id, type: "function", function: { name, arguments: args } };
}
const [north, south] = calls;
const twice = JSON.stringify(JSON.stringify(north.input));
const failure = (code: number, message: string) => () => jsonBody({ error: { message, code } });

const words = "This model is not available in your region";
const inWords =
  (...before: readonly { readonly data: object }[]) =>
  (isStream: boolean): WireBody => {
    const error = words;
    return isStream ? sseBody([...before, { event: "error", data: { error } }]) : jsonBody({ error });
  };

/** Chat completions as gateways, reasoning models' servers and Azure send them, beside OpenAI's own. */
export const openaiShapes: Required<WireShapes> = {
  // Mistral's reasoning models, and gateways to others.
  contentParts: both(
    {
      content: [
        { type: "thinking", thinking: [{ type: "text", text: thinking }] },
        { type: "text", text },
      ],
    },
    "stop",
    [
      { content: [{ type: "thinking", thinking: [{ type: "text", text: thinking }] }] },
      { content: [{ type: "text", text }] },
    ],
  ),
  textAsParts: both({ content: { type: "text", text: { value: text } } }),
  // OpenRouter's.
  reasoningDetails: both({ content: text, reasoning_details: [{ type: "reasoning.text", text: thinking }] }),
  transcript: both({ audio: { id: "a", data: "", transcript: text } }),
  messageForDelta: onlyStreamed(() => {
    const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
    return sseBody([{ data: { ...head, choices, usage: counted } }, { data: "[DONE]" }]);
  }),
  // MiniMax's: a whole message at the end.
  saidTwice: onlyStreamed(() => {
    const message = { role: "assistant", content: text, reasoning_content: thinking };
    const choices = [{ index: 0, message, finish_reason: "stop" }];
    return sseBody([
      chunk({ content: text.slice(0, 3), reasoning_content: thinking }),
      chunk({ content: text.slice(3) }),
      { data: { ...head, object: "chat.completion", choices, usage: counted } },
      { data: "[DONE]" },
    ]);
  }),
  refusalAsText: both({ content: refusal, refusal }),
  splitName: onlyStreamed(() =>
    streamed(
      [
        {
          tool_calls: [{ index: 0, id: north.id, function: { name: north.name.slice(0, 3), arguments: "" } }],
        },
        { tool_calls: [{ index: 0, function: { name: north.name.slice(3), arguments: "" } }] },
        { tool_calls: [{ index: 0, function: { arguments: JSON.stringify(north.input) } }] },
      ],
      "tool_calls",
    ),
  ),
  // DeepSeek's, when its machines are full.
  unknownEnd: both({ content: text }, "insufficient_system_resource"),
  // MiniMax's.
  errorInOtherWords: () =>
    jsonBody({ ...head, choices: null, base_resp: { status_code: 1004, status_msg: "Check your API key" } }),
  errorBesideChoices: (isStream) => {
    const error = { code: 403, message: "This model is not for you" };
    return isStream
      ? sseBody([chunk({ content: text }, null, { error })])
      : whole({ content: text }, "stop", { error });
  },
  textUnderContent: both({ content: [{ type: "text", content: text }] }),
  unknownPart: both({
    content: [
      { type: "image_url", image_url: { url: "data:," } },
      { type: "text", text },
    ],
  }),
  refusal: both({ refusal }),
  textBesideCall: both({ content: text, tool_calls: [called(north)] }, "tool_calls", [
    { content: text },
    { tool_calls: [{ index: 0, ...called(north) }] },
  ]),
  // Gemini's compatible endpoint.
  callsWithoutIndex: onlyStreamed(() =>
    streamed([{ tool_calls: [called(north)] }, { tool_calls: [called(south)] }], "tool_calls"),
  ),
  callsOfOneIndex: onlyStreamed(() =>
    streamed(
      calls.map((call) => ({ tool_calls: [{ index: 0, ...called(call) }] })),
      "tool_calls",
    ),
  ),
  callsOfOneId: both(
    { tool_calls: calls.map((call) => ({ ...called(call), id: "call" })) },
    "tool_calls",
    calls.map((call, index) => ({ tool_calls: [{ index, ...called(call), id: "call" }] })),
  ),
  idWithEveryPiece: onlyStreamed(() =>
    streamed(
      ['{"place":', '"North Pier"}'].map((part) => ({ tool_calls: [{ index: 0, ...called(north, part) }] })),
      "tool_calls",
    ),
  ),
  namelessIds: both(
    { tool_calls: calls.map((call) => ({ ...called(call), id: "" })) },
    "tool_calls",
    calls.map((call) => ({ tool_calls: [{ ...called(call), id: undefined }] })),
  ),
  argumentsTwiceEncoded: both({ tool_calls: [called(north, twice)] }, "tool_calls", [
    { tool_calls: [{ index: 0, ...called(north, twice.slice(0, 7)) }] },
    { tool_calls: [{ index: 0, function: { arguments: twice.slice(7) } }] },
  ]),
  argumentsAsObject: both({ tool_calls: [called(north, north.input)] }, "tool_calls", [
    { tool_calls: [{ index: 0, ...called(north, north.input) }] },
  ]),
  blocksOpenedWhole: "a message has no blocks",
  noArguments: both({ tool_calls: [called(north, null)] }, "tool_calls", [
    { tool_calls: [{ index: 0, ...called(north, null) }] },
  ]),
  limitWhileThinking: both({ content: "", reasoning_content: thinking }, "length"),
  // Mistral's, and gateways' that hand on another provider's words.
  limitByAnotherName: both({ content: text }, "MODEL_LENGTH"),
  filteredHalfway: both({ content: text }, "content_filter"),
  // OpenRouter's.
  errorInWords: inWords(),
  errorInWordsHalfway: onlyStreamed(() => inWords(chunk({ content: text }))(true)),
  errorInPlainText: onlyStreamed(() => sseBody([chunk({ content: text }), { event: "error", data: words }])),
  endInError: (isStream) =>
    isStream
      ? sseBody([
          chunk({ content: text }),
          chunk({ content: "" }, "error", { error: { code: 502, message: "gone" } }),
        ])
      : whole({ content: text }, "error"),
  errorThatStays: failure(403, "This model is not available in your region"),
  errorThatPasses: failure(429, "The provider is busy"),
  usageWithEveryPiece: onlyStreamed(() =>
    sseBody([
      chunk({ content: text }, null, { usage: { ...counted, completion_tokens: 1 } }),
      chunk({}, "stop", { usage: { ...counted, completion_tokens: 5 } }),
      { data: { ...head, object: "chat.completion.chunk", choices: [], usage: counted } },
      { data: "[DONE]" },
    ]),
  ),
  usageAtTheEnd: both({ content: text }),
  noUsage: (isStream) =>
    isStream
      ? sseBody([chunk({ content: text }), chunk({}, "stop"), { data: "[DONE]" }])
      : whole({ content: text }, "stop", { usage: null }),
  usageAsTexts: (isStream) => {
    const texts = {
      prompt_tokens: `${usage.inputTokens}`,
      completion_tokens: `${usage.outputTokens}`,
      total_tokens: null,
    };
    return isStream
      ? streamed([{ content: text }], "stop", { usage: texts })
      : whole({ content: text }, "stop", { usage: texts });
  },
  secondChoice: (isStream) => {
    const other = { index: 1, finish_reason: "stop" };
    const [mine, more] = [chunk({ content: text }), [{ ...other, delta: { content: "Or not." } }]];
    if (isStream)
      return sseBody([
        mine,
        { data: { ...head, choices: more } },
        chunk({}, "stop"),
        { data: { ...head, choices: [], usage: counted } },
        { data: "[DONE]" },
      ]);
    const message = { role: "assistant", content: text };
    const choices = [
      { index: 0, message, finish_reason: "stop" },
      { ...other, message: { ...message, content: "Or not." } },
    ];
    return jsonBody({ ...head, choices, usage: counted });
  },
  olderCall: both(
    { function_call: { name: north.name, arguments: JSON.stringify(north.input) } },
    "function_call",
    [
      { function_call: { name: north.name, arguments: "" } },
      { function_call: { arguments: JSON.stringify(north.input) } },
    ],
  ),
  olderText: (isStream) => {
    const choices = [{ index: 0, text, finish_reason: "stop" }];
    const data = { ...head, choices, usage: counted };
    return isStream ? sseBody([{ data }, { data: "[DONE]" }]) : jsonBody(data);
  },
  // Together's.
  textTwice: onlyStreamed(() => {
    const choices = [{ index: 0, text, delta: { content: text }, finish_reason: null }];
    const end = chunk({}, "stop", { usage: counted });
    return sseBody([{ data: { ...head, choices } }, end, { data: "[DONE]" }]);
  }),
  webPage,
  // vLLM's.
  errorElsewhere: () => jsonBody({ object: "error", message: "This model is not for you", code: 403 }),
  blockedPrompt: "a prompt that is blocked is refused with HTTP 400",
  wholeForStream: () => whole({ content: text, tool_calls: [called(north)] }, "tool_calls"),
  streamForWhole: () => streamed([{ content: text }]),
  errorWithoutWords: onlyStreamed(() => ({ contentType: "text/event-stream", frames: ["event: error\n\n"] })),
  pausedTurn: "turns are not paused",
  callInText: both(
    { content: callInText },
    "stop",
    Array.from(callInText.match(/.{1,7}/gu) ?? [], (content) => ({ content })),
  ),
  // OpenRouter says what it is doing; Azure begins with what it filtered.
  comments: onlyStreamed(() => {
    const { contentType, frames } = sseBody([
      { data: { ...head, choices: [], prompt_filter_results: [] } },
      chunk({ role: "assistant", content: null }),
      chunk({ content: text }),
      chunk(null),
      chunk({}, "stop"),
      { data: { ...head, choices: [], usage: counted } },
      { data: "[DONE]" },
    ]);
    return { contentType, frames: [": OPENROUTER PROCESSING\n\n", ...frames] };
  }),
};
