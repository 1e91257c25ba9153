import type { WireProtocol, WireReply } from "../conformance/wire-protocol.ts";
import { jsonBody, ndjsonBody, parsedBody } from "../frames/frames.ts";
import { ollamaRefusal } from "../rules/ollama-rules.ts";
import { ollamaShapes } from "../shapes/ollama-shapes.ts";

const head = { model: "test-model:latest", created_at: "2026-01-01T00:00:00Z" };

/** Ollama's `/api/chat`: newline-delimited JSON. */
export const ollamaProtocol: WireProtocol = {
  name: "ollama",
  filtersContent: false,
  wantsStream: (request) => parsedBody(request).stream !== false,
  received(request) {
    const { options, format } = parsedBody(request);
    return {
      settings: {
        temperature: options.temperature,
        topP: options.top_p,
        topK: options.top_k,
        minP: options.min_p,
        maxTokens: options.num_predict,
        seed: options.seed,
        stop: options.stop,
      },
      schema: format,
    };
  },
  refuses: ollamaRefusal,
  shapes: ollamaShapes,
  whole: (reply) =>
    jsonBody({
      ...head,
      ...ending(reply),
      message: {
        role: "assistant",
        content: reply.text.join(""),
        thinking: reply.thinking?.join(""),
        tool_calls: toolCalls(reply),
      },
      logprobs: reply.logprobs?.map(wireLogprob),
    }),
  stream: (reply) =>
    ndjsonBody([
      ...(reply.thinking ?? []).map((thinking) => message({ content: "", thinking })),
      ...reply.text.map((content, index) => {
        const token = reply.logprobs?.[index];
        return {
          ...message({ content }),
          ...(token === undefined ? {} : { logprobs: [wireLogprob(token)] }),
        };
      }),
      ...(reply.toolCalls === undefined ? [] : [message({ content: "", tool_calls: toolCalls(reply) })]),
      { ...message({ content: "" }), ...ending(reply) },
    ]),
  failure: (_status, text) => jsonBody({ error: text }),
  malformed: () => ({
    contentType: "application/x-ndjson",
    frames: [`${JSON.stringify(message({ content: "a" }))}\n`, '{"message": oops}\n'],
  }),
  brokenOff: () =>
    ndjsonBody([
      message({ content: "I was " }),
      { error: "an error was encountered while running the model" },
    ]),
  // Ollama has no choices; the nearest thing is a stream that ends without having said anything.
  empty: () => ndjsonBody([]),
};

function message(content: object): object {
  return { ...head, message: { role: "assistant", ...content }, done: false };
}

function ending({ finish, usage }: WireReply): object {
  return {
    done: true,
    done_reason: finish === "length" ? "length" : "stop",
    prompt_eval_count: usage.inputTokens,
    eval_count: usage.outputTokens,
  };
}

function toolCalls({ toolCalls: calls }: WireReply): object[] | undefined {
  return calls?.map(({ name, input }) => ({ function: { name, arguments: input } }));
}

function wireLogprob({ token, logprob, top }: NonNullable<WireReply["logprobs"]>[number]): object {
  return { token, logprob, top_logprobs: top };
}
