import { type CutShort, cutShort } from "@sdialog/core";
import type { Usage } from "@sdialog/llm";
import type { Hono } from "hono";
import * as z from "zod";
import { type Answer, wholeAnswer } from "../answer.ts";
import { readBody } from "../read-body.ts";
import { badRequest } from "../request-error.ts";
import { samplingSchema, samplingSettings } from "../sampling-settings.ts";
import { callOf, now, type ServerContext } from "../server-context.ts";
import { sse, streamAnswer, type StreamProtocol } from "../stream-answer.ts";
import { argumentsText, clientTools, clientToolsSchema } from "../client-tools.ts";
import { clientMessage, messageSchema } from "../client-messages.ts";
import { openAiError } from "./openai-error.ts";

const schema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  n: z.number().nullish(),
  ...clientToolsSchema,
  functions: z.array(z.unknown()).nullish(),
  logprobs: z.boolean().nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
  ...samplingSchema,
});
type Body = z.output<typeof schema>;

/** `POST /v1/chat/completions`, streaming and not. */
export function chatCompletions(app: Hono, server: ServerContext): void {
  app.post("/v1/chat/completions", async (context) => {
    const body = await readBody(server, context, schema);
    refuseWhatAgentsCannot(body);
    const call = callOf(server, context, {
      model: body.model,
      messages: body.messages.map(clientMessage),
      settings: samplingSettings(body, body.max_completion_tokens ?? body.max_tokens),
      seed: body.seed ?? undefined,
      stream: body.stream === true,
      tools: clientTools(body),
    });
    const answering = server.service.answer(call);
    const completion = {
      id: `chatcmpl-${crypto.randomUUID().replaceAll("-", "")}`,
      created: now(server),
      model: body.model,
    };
    if (body.stream === true) {
      const withUsage = body.stream_options?.include_usage === true;
      return streamAnswer(server, context, answering, chunks(completion, server, withUsage));
    }
    const answer = await wholeAnswer(answering);
    const message = {
      role: "assistant",
      content: answer.text === "" && answer.toolCalls.length > 0 ? null : answer.text,
      refusal: null,
      ...reasoning(answer.thinking),
      ...toolCalls(answer),
    };
    return context.json({
      ...completion,
      object: "chat.completion",
      choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(answer) }],
      usage: usageOf(answer.usage),
      ...revealed(server, answer),
    });
  });
}

function chunks(completion: object, server: ServerContext, withUsage: boolean): StreamProtocol {
  const chunk = (choices: readonly object[], more: object = {}) =>
    sse({
      ...completion,
      object: "chat.completion.chunk",
      choices,
      ...(withUsage ? { usage: null } : {}),
      ...more,
    });
  return {
    contentType: "text/event-stream; charset=utf-8",
    start: () => [chunk(choice({ role: "assistant", content: "" }))],
    piece: ({ channel, delta }) => {
      if (channel === "text") return [chunk(choice({ content: delta }))];
      return [chunk(choice(reasoning(delta)))];
    },
    end: (answer) => [
      ...(answer.toolCalls.length === 0 ? [] : [chunk(choice(toolCalls(answer)))]),
      chunk(choice({}, finishReason(answer)), revealed(server, answer)),
      ...(withUsage ? [chunk([], { usage: usageOf(answer.usage) })] : []),
      sse("[DONE]"),
    ],
    failed: (error) => [sse(openAiError(error))],
  };
}

function refuseWhatAgentsCannot({ n, functions, logprobs, response_format: format }: Body): void {
  if ((n ?? 1) > 1) throw badRequest("n: an agent gives one answer");
  if ((functions ?? []).length > 0) throw badRequest("functions: give them as tools");
  if (logprobs === true) throw badRequest("logprobs: not offered");
  if (format !== null && format !== undefined && format.type !== "text")
    throw badRequest("response_format: agents answer in text");
}

function finishReason({ finishReason: reason, toolCalls: calls }: Answer): CutShort | "stop" | "tool_calls" {
  return cutShort({ finishReason: reason }) ?? (calls.length > 0 ? "tool_calls" : "stop");
}

/** Calls for the client to run. The index is for streams, whose other readers pay it no heed. */
function toolCalls({ toolCalls: calls }: Answer): object {
  if (calls.length === 0) return {};
  return {
    tool_calls: calls.map((call, index) => ({
      index,
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: argumentsText(call) },
    })),
  };
}

/** Thinking in the field that DeepSeek and vLLM brought in for it. */
function reasoning(thinking: string): object {
  return thinking === "" ? {} : { reasoning_content: thinking };
}

function revealed({ options }: ServerContext, { events }: Answer): object {
  return options.revealEvents === true ? { sdialog: { events } } : {};
}

function usageOf({ inputTokens, outputTokens, cachedInputTokens, thinkingTokens }: Usage) {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedInputTokens ?? 0 },
    completion_tokens_details: { reasoning_tokens: thinkingTokens ?? 0 },
  };
}

function choice(delta: object, finish_reason: string | null = null): object[] {
  return [{ index: 0, delta, logprobs: null, finish_reason }];
}
