import type * as SDK from "ollama";
import { userText } from "../../backend-kit/plain-text.ts";
import { toolInputObject } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { Message } from "../../message.ts";

/** The body of a chat call. @param contextLength most tokens prompt and reply may have; nothing: the server's default */
export function ollamaRequest(model: string, request: ChatRequest, contextLength?: number): SDK.ChatRequest {
  const { tools, output, logprobs, thinking } = request;
  const extra = request.backendOptions?.["ollama"] as Partial<SDK.ChatRequest> | undefined;
  const { options: extraOptions, ...extraFields } = extra ?? {};
  return {
    model,
    messages: request.messages.map(ollamaMessage),
    ...(tools === undefined || request.toolChoice === "none"
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            type: "function",
            function: { name, description, parameters: { ...inputSchema } },
          })),
        }),
    ...(output === undefined ? {} : { format: output.schema }),
    ...(thinking === undefined ? {} : { think: thinking }),
    ...(logprobs === undefined ? {} : { logprobs: true, top_logprobs: logprobs.top }),
    ...extraFields,
    options: {
      ...sampling(request),
      ...(contextLength === undefined ? {} : { num_ctx: contextLength }),
      ...extraOptions,
    },
  };
}

function sampling(request: ChatRequest): Partial<SDK.Options> {
  const options = {
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    min_p: request.minP,
    frequency_penalty: request.frequencyPenalty,
    presence_penalty: request.presencePenalty,
    repeat_penalty: request.repetitionPenalty,
    num_predict: request.maxTokens,
    seed: request.seed,
    stop: request.stop === undefined ? undefined : [...request.stop],
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function ollamaMessage(message: Message): SDK.Message {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "user":
      return { role: "user", content: userText(message) };
    case "tool":
      return { role: "tool", content: message.content, tool_name: message.name };
    case "assistant":
      return {
        role: "assistant",
        content: message.content,
        ...(message.thinking === undefined ? {} : { thinking: message.thinking }),
        ...(message.toolCalls === undefined
          ? {}
          : {
              tool_calls: message.toolCalls.map(({ name, input }) => ({
                function: { name, arguments: toolInputObject(input) },
              })),
            }),
      };
  }
}
