import { contentHash } from "@sdialog/core";
import type { OpenAI } from "openai";
import { userText } from "../../backend-kit/plain-text.ts";
import { isStrictSchema } from "../../backend-kit/strict-schema.ts";
import { toolInputText } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { Message } from "../../message.ts";
import type { OpenAIConnection } from "./openai-connection.ts";

type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, "stream">;

/** The body of a chat completions call. */
export function openaiRequest(
  request: ChatRequest,
  { model, backend, compatible }: Pick<OpenAIConnection, "model" | "backend" | "compatible">,
): Body {
  const { tools, toolChoice, output, logprobs } = request;
  const body = {
    model,
    messages: request.messages.map(openaiMessage),
    temperature: request.temperature,
    top_p: request.topP,
    frequency_penalty: request.frequencyPenalty,
    presence_penalty: request.presencePenalty,
    seed: request.seed,
    stop: request.stop === undefined || request.stop.length === 0 ? undefined : [...request.stop],
    ...(compatible ? compatibleSettings(request) : ownSettings(request, model)),
    ...(tools === undefined || tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            type: "function" as const,
            function: { name, description, parameters: { ...inputSchema } },
          })),
          tool_choice:
            typeof toolChoice === "object"
              ? { type: "function" as const, function: { name: toolChoice.name } }
              : toolChoice,
        }),
    ...(output === undefined
      ? {}
      : {
          response_format: {
            type: "json_schema" as const,
            json_schema: { ...output, schema: { ...output.schema }, strict: isStrictSchema(output.schema) },
          },
        }),
    ...(logprobs === undefined ? {} : { logprobs: true, top_logprobs: logprobs.top }),
    ...(request.backendOptions?.[backend] as object | undefined),
  };
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as unknown as Body;
}

function ownSettings({ maxTokens, thinking, session }: ChatRequest, model: string): object {
  return {
    max_completion_tokens: maxTokens,
    reasoning_effort: thinking === true ? "medium" : thinking === false ? leastEffort(model) : thinking,
    // Names may be long and speak of people; the key has to be short and means nothing.
    prompt_cache_key: session === undefined ? undefined : contentHash(session).slice(0, 32),
  };
}

/** Not every model that reasons can be told not to; one that does not reason need not be told. */
function leastEffort(model: string): "low" | "minimal" | undefined {
  if (/^o\d/.test(model)) return "low";
  return /^gpt-[5-9]/.test(model) ? "minimal" : undefined;
}

/** vLLM, SGLang and llama.cpp take these, other servers ignore or refuse them: then they are left out. */
function compatibleSettings({ maxTokens, thinking, topK, minP, repetitionPenalty }: ChatRequest): object {
  return {
    max_tokens: maxTokens,
    top_k: topK,
    min_p: minP,
    repetition_penalty: repetitionPenalty,
    reasoning_effort: typeof thinking === "string" ? thinking : undefined,
    chat_template_kwargs: typeof thinking === "boolean" ? { enable_thinking: thinking } : undefined,
  };
}

function openaiMessage(message: Message): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "user":
      return { role: "user", content: userText(message) };
    case "tool":
      return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
    case "assistant":
      return {
        role: "assistant",
        content: message.content,
        ...(message.toolCalls === undefined || message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map(({ id, name, input }) => ({
                id,
                type: "function" as const,
                function: { name, arguments: toolInputText(input) },
              })),
            }),
      };
  }
}
