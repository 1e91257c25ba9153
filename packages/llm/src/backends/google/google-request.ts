import type * as SDK from "@google/genai";
import { bySide } from "../../backend-kit/by-side.ts";
import { foldSystem, userText } from "../../backend-kit/plain-text.ts";
import { toolInputObject } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { Message } from "../../message.ts";

/** The parameters of a `generateContent` call. */
export function googleRequest(model: string, request: ChatRequest): SDK.GenerateContentParameters {
  const { tools, output, logprobs, stop, signal } = request;
  const { system, rest } = foldSystem(request.messages);
  const config = {
    systemInstruction: system,
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    frequencyPenalty: request.frequencyPenalty,
    presencePenalty: request.presencePenalty,
    maxOutputTokens: request.maxTokens,
    stopSequences: stop === undefined || stop.length === 0 ? undefined : [...stop],
    seed: request.seed,
    thinkingConfig: thinkingConfig(request.thinking),
    ...(output === undefined
      ? {}
      : { responseMimeType: "application/json", responseJsonSchema: output.schema }),
    ...(logprobs === undefined ? {} : { responseLogprobs: true, logprobs: logprobs.top }),
    ...(tools === undefined || tools.length === 0
      ? {}
      : {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, inputSchema }) => ({
                name,
                description,
                parametersJsonSchema: inputSchema,
              })),
            },
          ],
          toolConfig: toolConfig(request.toolChoice),
        }),
    abortSignal: signal,
    ...(request.backendOptions?.["google"] as object | undefined),
  };
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  return {
    model,
    contents: bySide(rest, sideOf, partsOf).map((side) => ({ ...side })),
    config: given as SDK.GenerateContentConfig,
  };
}

const budgets = { low: 1024, medium: 8192, high: 24_576 } as const;

function thinkingConfig(thinking: ChatRequest["thinking"]): SDK.ThinkingConfig | undefined {
  if (thinking === undefined) return undefined;
  if (thinking === false) return { thinkingBudget: 0 };
  return { includeThoughts: true, ...(thinking === true ? {} : { thinkingBudget: budgets[thinking] }) };
}

function toolConfig(choice: ChatRequest["toolChoice"]): SDK.ToolConfig | undefined {
  if (choice === undefined) return undefined;
  const [mode, allowed] =
    typeof choice === "object"
      ? ["ANY", [choice.name]]
      : [{ auto: "AUTO", none: "NONE", required: "ANY" }[choice], undefined];
  return {
    functionCallingConfig: {
      mode: mode as SDK.FunctionCallingConfigMode,
      ...(allowed === undefined ? {} : { allowedFunctionNames: allowed as string[] }),
    },
  };
}

function sideOf({ role }: Message): "user" | "model" {
  return role === "assistant" ? "model" : "user";
}

function partsOf(message: Exclude<Message, { role: "system" }>): SDK.Part[] {
  if (message.role === "user") return [{ text: userText(message) }];
  if (message.role === "tool") {
    const { toolCallId: id, name, content, isError } = message;
    return [
      {
        functionResponse: { id, name, response: isError === true ? { error: content } : { output: content } },
      },
    ];
  }
  const { content, toolCalls = [] } = message;
  return [
    ...(content === "" ? [] : [{ text: content }]),
    ...toolCalls.map(({ id, name, input, providerState }) => ({
      functionCall: { id, name, args: toolInputObject(input) },
      // Gemini refuses a function call it has reasoned for when its signature does not come back.
      ...(providerState?.backend === "google" ? { thoughtSignature: providerState.data as string } : {}),
    })),
  ];
}
