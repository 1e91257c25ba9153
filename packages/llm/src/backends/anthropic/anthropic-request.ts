import type { Anthropic } from "@anthropic-ai/sdk";
import { bySide } from "../../backend-kit/by-side.ts";
import { foldSystem, userText } from "../../backend-kit/plain-text.ts";
import { toolInputObject } from "../../backend-kit/tool-input.ts";
import type { ChatRequest } from "../../chat-model.ts";
import type { AssistantMessage, Message } from "../../message.ts";

type Body = Omit<Anthropic.MessageCreateParamsNonStreaming, "stream">;
type Content = Anthropic.ContentBlockParam[];

/** The protocol insists on a limit; this is one that every current model can reach. */
const defaultMaxTokens = 4096;

/** The body of a messages call. */
export function anthropicRequest(model: string, request: ChatRequest): Body {
  const { tools, output, stop } = request;
  const { system, rest } = foldSystem(request.messages);
  const thinking = thinkingConfig(model, request);
  const maxTokens = request.maxTokens ?? defaultMaxTokens;
  const format =
    output === undefined ? undefined : { type: "json_schema" as const, schema: { ...output.schema } };
  const effort = typeof request.thinking === "string" && !isBudgeted(model) ? request.thinking : undefined;
  return {
    model,
    messages: bySide(rest, sideOf, contentOf).map(({ role, parts }) => ({ role, content: parts })),
    // What is spent on thinking is not meant to be part of the limit.
    max_tokens: thinking?.type === "enabled" ? maxTokens + thinking.budget_tokens : maxTokens,
    ...(system === undefined ? {} : { system }),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...(request.topK === undefined ? {} : { top_k: request.topK }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop_sequences: [...stop] }),
    ...(thinking === undefined ? {} : { thinking }),
    ...(format === undefined && effort === undefined
      ? {}
      : { output_config: { ...(format && { format }), ...(effort && { effort }) } }),
    ...(tools === undefined || tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            name,
            description,
            input_schema: { ...inputSchema, type: "object" as const },
          })),
          ...toolChoice(request.toolChoice),
        }),
    ...(request.backendOptions?.["anthropic"] as object | undefined),
  };
}

function toolChoice(choice: ChatRequest["toolChoice"]): { tool_choice?: Anthropic.ToolChoice } {
  if (choice === undefined) return {};
  if (typeof choice === "object") return { tool_choice: { type: "tool", name: choice.name } };
  return { tool_choice: { type: choice === "required" ? "any" : choice } };
}

/** Models before Claude 4.6 take a budget of tokens; later ones decide themselves, by effort. */
function isBudgeted(model: string): boolean {
  return /claude-(3|(opus|sonnet|haiku)-4(-[015])?(-\d{8})?$)/.test(model);
}

const budgets = { low: 1024, medium: 4096, high: 16_384 } as const;

function thinkingConfig(model: string, { thinking }: ChatRequest): Anthropic.ThinkingConfigParam | undefined {
  if (thinking === undefined) return undefined;
  if (thinking === false) return { type: "disabled" };
  if (!isBudgeted(model)) return { type: "adaptive", display: "summarized" };
  return { type: "enabled", budget_tokens: budgets[thinking === true ? "medium" : thinking] };
}

/** The protocol wants results of tools in a user's message. */
function sideOf({ role }: Message): "user" | "assistant" {
  return role === "assistant" ? "assistant" : "user";
}

function contentOf(message: Exclude<Message, { role: "system" }>): Content {
  if (message.role === "user") return [{ type: "text", text: userText(message) }];
  if (message.role === "tool")
    return [
      {
        type: "tool_result",
        tool_use_id: message.toolCallId,
        content: message.content,
        is_error: message.isError === true,
      },
    ];
  return [
    ...signedThinking(message),
    // Empty text blocks are refused.
    ...(message.content === "" ? [] : [{ type: "text" as const, text: message.content }]),
    ...(message.toolCalls ?? []).map(({ id, name, input }) => ({
      type: "tool_use" as const,
      id,
      name,
      input: toolInputObject(input),
    })),
  ];
}

/** Reasoning that led to tool calls has to come back as it was signed. */
function signedThinking({ toolCalls = [] }: AssistantMessage): Content {
  const state = toolCalls.find(({ providerState }) => providerState?.backend === "anthropic")?.providerState;
  return state === undefined ? [] : (state.data as Anthropic.ThinkingBlockParam[]);
}
