import { cutShort } from "@sdialog/core";
import type { ToolCall, Usage } from "@sdialog/llm";
import type { Answer } from "../answer.ts";
import { argumentsText } from "../client-tools.ts";

/** What is known of a response before it is made. */
export interface ResponseHead {
  readonly id: string;
  readonly created_at: number;
  readonly model: string;
  readonly instructions: string | null;
  readonly previous_response_id: string | null;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly max_output_tokens: number | null;
  readonly store: boolean;
}

/** A response object; without an answer, one that is still being made. */
export function responseObject(head: ResponseHead, answer?: Answer, output: readonly object[] = []) {
  const cut = answer === undefined ? undefined : cutShort(answer);
  return {
    ...head,
    object: "response",
    status: answer === undefined ? "in_progress" : cut === undefined ? "completed" : "incomplete",
    error: null,
    incomplete_details: cut === undefined ? null : { reason: cut === "length" ? "max_output_tokens" : cut },
    output,
    parallel_tool_calls: false,
    tool_choice: "auto",
    tools: [],
    text: { format: { type: "text" } },
    truncation: "disabled",
    metadata: {},
    usage: answer === undefined ? null : usageOf(answer.usage),
  };
}

export function messageItem({ id }: ResponseHead, text?: string) {
  return {
    id: id.replace("resp_", "msg_"),
    type: "message",
    role: "assistant",
    status: text === undefined ? "in_progress" : "completed",
    content: text === undefined ? [] : [textPart(text)],
  };
}

/** A call of one of the client's tools. Without arguments, one that is on its way. */
export function callItem({ id }: ResponseHead, call: ToolCall, text = argumentsText(call)) {
  return {
    id: `${id.replace("resp_", "fc_")}_${call.id}`,
    type: "function_call",
    status: text === "" ? "in_progress" : "completed",
    call_id: call.id,
    name: call.name,
    arguments: text,
  };
}

export function textPart(text: string) {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}

export function reasoningItem({ id }: ResponseHead, thinking?: string) {
  return {
    id: id.replace("resp_", "rs_"),
    type: "reasoning",
    status: thinking === undefined ? "in_progress" : "completed",
    summary: thinking === undefined ? [] : [summaryPart(thinking)],
  };
}

export function summaryPart(text: string) {
  return { type: "summary_text", text };
}

function usageOf({ inputTokens, outputTokens, cachedInputTokens, thinkingTokens }: Usage) {
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedInputTokens ?? 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: thinkingTokens ?? 0 },
    total_tokens: inputTokens + outputTokens,
  };
}
