import type { WireProtocol, WireReply } from "../conformance/wire-protocol.ts";
import { brokenJson, jsonBody, parsedBody, sseBody } from "../frames/frames.ts";
import { openaiRefusal, templateRefusal } from "../rules/openai-rules.ts";
import { openaiShapes } from "../shapes/openai-shapes.ts";

const head = { id: "chatcmpl-1", created: 1_700_000_000, model: "test-model-0613" };

/** OpenAI's chat completions, as its own servers and the compatible ones speak them. */
export const openaiProtocol: WireProtocol = {
  name: "openai",
  countsCached: true,
  wantsStream: (request) => parsedBody(request).stream === true,
  received(request) {
    const body = parsedBody(request);
    return {
      settings: {
        temperature: body.temperature,
        topP: body.top_p,
        topK: body.top_k,
        minP: body.min_p,
        maxTokens: body.max_completion_tokens ?? body.max_tokens,
        seed: body.seed,
        stop: body.stop,
      },
      schema: body.response_format?.json_schema?.schema,
    };
  },
  refuses: openaiRefusal,
  shapes: openaiShapes,
  whole: (reply) =>
    jsonBody({
      ...head,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: reply.text.length === 0 ? null : reply.text.join(""),
            ...(reply.thinking === undefined ? {} : { reasoning_content: reply.thinking.join("") }),
            ...(reply.toolCalls === undefined ? {} : { tool_calls: toolCalls(reply) }),
          },
          logprobs: reply.logprobs === undefined ? null : { content: logprobs(reply), refusal: null },
          finish_reason: reply.finish,
        },
      ],
      usage: usage(reply),
    }),
  stream: (reply) => {
    const chunk = (delta: object, rest: object = {}): { data: object } => ({
      data: {
        ...head,
        object: "chat.completion.chunk",
        choices: [{ index: 0, delta, finish_reason: null, ...rest }],
      },
    });
    return sseBody([
      chunk({ role: "assistant", content: "" }),
      ...(reply.thinking ?? []).map((reasoning_content) => chunk({ reasoning_content })),
      ...reply.text.map((content, index) => {
        const token = logprobs(reply)[index];
        return chunk(
          { content },
          token === undefined ? {} : { logprobs: { content: [token], refusal: null } },
        );
      }),
      ...toolCalls(reply).flatMap((call, index) =>
        streamedCall(call, index).map((part) => chunk({ tool_calls: [part] })),
      ),
      chunk({}, { finish_reason: reply.finish }),
      { data: { ...head, object: "chat.completion.chunk", choices: [], usage: usage(reply) } },
      { data: "[DONE]" },
    ]);
  },
  failure: (status, message) => jsonBody({ error: { message, type: "test_error", param: null, code: null } }),
  malformed: (streamed) =>
    streamed
      ? sseBody([
          { data: { ...head, choices: [{ index: 0, delta: { content: "a" } }] } },
          { data: '{"choices": [oops' },
        ])
      : brokenJson(),
  brokenOff: () =>
    sseBody([
      { data: { ...head, choices: [{ index: 0, delta: { content: "I was " }, finish_reason: null }] } },
      { data: { error: { message: "the engine gave up", type: "server_error", code: null } } },
    ]),
  empty: (streamed) =>
    streamed
      ? sseBody([
          { data: { ...head, choices: [], usage: usage({ usage: { inputTokens: 1, outputTokens: 0 } }) } },
          { data: "[DONE]" },
        ])
      : jsonBody({ ...head, object: "chat.completion", choices: [], usage: null }),
};

function usage(reply: Pick<WireReply, "usage">): object {
  const { inputTokens, outputTokens, cachedInputTokens } = reply.usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedInputTokens === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: cachedInputTokens } }),
  };
}

interface WireCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

function toolCalls({ toolCalls: calls = [] }: WireReply): WireCall[] {
  return calls.map(({ id, name, input }) => ({
    id,
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  }));
}

/** First the name, then the arguments in halves. */
function streamedCall({ id, type, function: { name, arguments: text } }: WireCall, index: number): object[] {
  const middle = Math.floor(text.length / 2);
  return [
    { index, id, type, function: { name, arguments: "" } },
    { index, function: { arguments: text.slice(0, middle) } },
    { index, function: { arguments: text.slice(middle) } },
  ];
}

function logprobs({ logprobs: tokens = [] }: WireReply): object[] {
  const bytes = null;
  return tokens.map(({ token, logprob, top }) => ({
    token,
    logprob,
    bytes,
    top_logprobs: top.map((other) => ({ ...other, bytes })),
  }));
}

/** Servers that speak OpenAI's protocol for a model with a strict chat template: vLLM, llama.cpp, inference providers. */
export const compatibleProtocol: WireProtocol = {
  ...openaiProtocol,
  name: "openai-compatible",
  refuses: templateRefusal,
};
