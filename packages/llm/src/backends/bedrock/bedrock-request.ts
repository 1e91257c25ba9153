import type * as SDK from "@aws-sdk/client-bedrock-runtime";
import { bySide } from "../../backend-kit/by-side.ts";
import { foldSystem, userText } from "../../backend-kit/plain-text.ts";
import { toolInputObject } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { AssistantMessage, Message } from "../../message.ts";

// JSON as the SDK's document type has it.
type Document = NonNullable<SDK.ConverseCommandInput["additionalModelRequestFields"]>;

/** The input of a Converse call, streamed or not. */
export function converseRequest(model: string, request: ChatRequest): SDK.ConverseCommandInput {
  const { tools, toolChoice, output, thinking, maxTokens, temperature, topP, stop } = request;
  const { system, rest } = foldSystem(toolsToldIfNoneAreOffered(request));
  const offered = tools !== undefined && tools.length > 0 && (toolChoice !== "none" || usedTools(request));
  const inference = {
    ...(maxTokens === undefined ? {} : { maxTokens: maxTokens + thinkingBudget(thinking) }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(stop === undefined || stop.length === 0 ? {} : { stopSequences: [...stop] }),
  };
  return {
    modelId: model,
    messages: bySide(rest, sideOf, contentOf).map(({ role, parts }) => ({ role, content: parts })),
    ...(system === undefined ? {} : { system: [{ text: system }] }),
    ...(Object.keys(inference).length === 0 ? {} : { inferenceConfig: inference }),
    ...(offered
      ? {
          toolConfig: {
            tools: tools.map(({ name, description, inputSchema }) => ({
              toolSpec: { name, description, inputSchema: { json: inputSchema as Document } },
            })),
            // Converse has no word for "none", and wants tools that were used to be offered all the same.
            ...(toolChoice === undefined || toolChoice === "none"
              ? {}
              : { toolChoice: converseToolChoice(toolChoice) }),
          },
        }
      : {}),
    ...(output === undefined ? {} : { outputConfig: { textFormat: textFormat(output) } }),
    ...(thinking === undefined || !hasThinkingSwitch(model)
      ? {}
      : { additionalModelRequestFields: thinkingFields(thinking) }),
    ...(request.backendOptions?.["bedrock"] as object | undefined),
  };
}

function usedTools({ messages }: ChatRequest): boolean {
  return messages.some((message) => message.role === "tool");
}

/** Without tools on offer Converse refuses every trace of them, so what was done with them is told in words. */
function toolsToldIfNoneAreOffered(request: ChatRequest): readonly Message[] {
  if ((request.tools ?? []).length > 0 || !usedTools(request)) return request.messages;
  return request.messages.map((message): Message => {
    if (message.role === "tool")
      return { role: "user", content: `[Result of ${message.name}: ${message.content}]` };
    if (message.role !== "assistant" || message.toolCalls === undefined) return message;
    const calls = message.toolCalls.map(({ name, input }) => `[Called ${name}: ${JSON.stringify(input)}]`);
    return {
      role: "assistant",
      content: [message.content, ...calls].filter((text) => text !== "").join("\n"),
    };
  });
}

function textFormat({ name, description, schema }: NonNullable<ChatRequest["output"]>): SDK.OutputFormat {
  const jsonSchema = {
    name,
    schema: JSON.stringify(schema),
    ...(description === undefined ? {} : { description }),
  };
  return { type: "json_schema", structure: { jsonSchema } };
}

function converseToolChoice(choice: Exclude<NonNullable<ChatRequest["toolChoice"]>, "none">): SDK.ToolChoice {
  if (typeof choice === "object") return { tool: { name: choice.name } };
  return choice === "required" ? { any: {} } : { auto: {} };
}

const budgets = { low: 1024, medium: 4096, high: 16_384 } as const;

export function hasThinkingSwitch(model: string): boolean {
  return /anthropic|claude/.test(model);
}

/** What is spent on thinking is not meant to be part of the limit. */
function thinkingBudget(thinking: ChatRequest["thinking"]): number {
  if (thinking === undefined || thinking === false) return 0;
  return budgets[thinking === true ? "medium" : thinking];
}

/** Converse has no field for reasoning; this is the one the Claude models read. */
function thinkingFields(thinking: NonNullable<ChatRequest["thinking"]>): Document {
  if (thinking === false) return { thinking: { type: "disabled" } };
  return { thinking: { type: "enabled", budget_tokens: thinkingBudget(thinking) } };
}

function sideOf({ role }: Message): "user" | "assistant" {
  return role === "assistant" ? "assistant" : "user";
}

function contentOf(message: Exclude<Message, { role: "system" }>): SDK.ContentBlock[] {
  if (message.role === "user") return [{ text: userText(message) }];
  if (message.role === "tool") {
    const { toolCallId, content, isError } = message;
    return [
      {
        toolResult: {
          toolUseId: toolCallId,
          content: [{ text: content }],
          status: isError === true ? "error" : "success",
        },
      },
    ];
  }
  return [
    ...signedReasoning(message),
    // Blank text blocks are refused.
    ...(message.content === "" ? [] : [{ text: message.content }]),
    ...(message.toolCalls ?? []).map(({ id, name, input }) => ({
      toolUse: { toolUseId: id, name, input: toolInputObject(input) as Document },
    })),
  ];
}

/** Reasoning that led to tool calls has to come back as it was signed. */
function signedReasoning({ toolCalls = [] }: AssistantMessage): SDK.ContentBlock[] {
  const state = toolCalls.find(({ providerState }) => providerState?.backend === "bedrock")?.providerState;
  return state === undefined
    ? []
    : [{ reasoningContent: { reasoningText: state.data as SDK.ReasoningTextBlock } }];
}
