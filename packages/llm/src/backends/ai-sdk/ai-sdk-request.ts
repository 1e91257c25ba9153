import type {
  JSONSchema7,
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  SharedV4ProviderOptions,
} from "@ai-sdk/provider";
import { userText } from "../../backend-kit/plain-text.ts";
import { toolInputObject } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { Message } from "../../message.ts";

/** The options of a call of an AI SDK model. */
export function aiSdkRequest(request: ChatRequest): LanguageModelV4CallOptions {
  const { tools, output, toolChoice, thinking } = request;
  const options = {
    prompt: request.messages.map(aiSdkMessage),
    maxOutputTokens: request.maxTokens,
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    stopSequences: request.stop === undefined ? undefined : [...request.stop],
    seed: request.seed,
    reasoning: thinking === true ? "medium" : thinking === false ? "none" : thinking,
    responseFormat:
      output === undefined ? undefined : { ...output, type: "json", schema: output.schema as JSONSchema7 },
    tools: tools?.map(({ name, description, inputSchema }) => ({
      type: "function",
      name,
      description,
      inputSchema: inputSchema as JSONSchema7,
    })),
    toolChoice:
      toolChoice === undefined
        ? undefined
        : typeof toolChoice === "object"
          ? { type: "tool", toolName: toolChoice.name }
          : { type: toolChoice },
    providerOptions: request.backendOptions as SharedV4ProviderOptions | undefined,
    abortSignal: request.signal,
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as LanguageModelV4CallOptions;
}

function aiSdkMessage(message: Message): LanguageModelV4Message {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "user":
      return { role: "user", content: [{ type: "text", text: userText(message) }] };
    case "tool": {
      const { toolCallId, name: toolName, content: value, isError } = message;
      const output = { type: isError === true ? ("error-text" as const) : ("text" as const), value };
      return { role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] };
    }
    case "assistant":
      return {
        role: "assistant",
        content: [
          ...(message.content === "" ? [] : [{ type: "text" as const, text: message.content }]),
          ...(message.toolCalls ?? []).map(({ id, name, input, providerState }) => ({
            type: "tool-call" as const,
            toolCallId: id,
            toolName: name,
            input: toolInputObject(input),
            ...(providerState?.backend === "ai-sdk"
              ? { providerOptions: providerState.data as SharedV4ProviderOptions }
              : {}),
          })),
        ],
      };
  }
}
