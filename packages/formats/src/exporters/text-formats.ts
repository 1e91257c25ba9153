import type { Dialog } from "@sdialog/core";
import { pickOptions } from "@sdialog/core/internal";
import type { ChatMessage, ChatTool, ChatToolCall } from "../messages/chat-message.ts";
import {
  assistantOf,
  type ChatMessageOptions,
  chatMessageOptionNames,
  trainableMessages,
} from "../messages/chat-messages.ts";
import { chatTools } from "../messages/chat-tools.ts";
import { jsonText } from "../readers/json-or.ts";
import type { TextExporter } from "./exporter.ts";

/** A row of a file for OpenAI's fine-tuning. */
export function openAiRow(dialog: Dialog, options: ChatMessageOptions): object {
  const { messages, tools } = conversationOf(dialog, options);
  const parallel = messages.some(
    (message) => message.role === "assistant" && (message.tool_calls?.length ?? 0) > 1,
  );
  return {
    messages: messages.map(openAiMessage),
    ...(tools.length === 0 ? {} : { tools, parallel_tool_calls: parallel }),
  };
}

/**
 * A row for each answer that is to be learned: what was said before it, and the answer. What opens the conversation is no
 * answer, and no row: it stands before the answers that follow.
 */
export function completionRows(dialog: Dialog, options: ChatMessageOptions): object[] {
  const { messages, tools } = conversationOf(dialog, options);
  return messages.flatMap((message, at) => {
    if (message.role !== "assistant" || message.weight === 0 || !isAsked(messages, at)) return [];
    return [
      {
        id: `${dialog.id}:${at}`,
        prompt: messages.slice(0, at).map(unweighted).map(unambiguous),
        completion: [unambiguous(message)],
        ...(tools.length === 0 ? {} : { tools }),
      },
    ];
  });
}

/** Whether anything came from outside before a message. */
function isAsked(messages: readonly ChatMessage[], at: number): boolean {
  return messages.slice(0, at).some(({ role }) => role === "user" || role === "tool");
}

/** Whether the first that is said is the assistant's, and so is a row of no {@link completionRows}. */
export function isOpened(dialog: Dialog, options: ChatMessageOptions): boolean {
  const { messages } = conversationOf(dialog, options);
  return messages.find(({ role }) => role !== "system")?.role === "assistant";
}

/**
 * A conversation as ShareGPT writes it. Calls made at once are one `function_call` with a list, and their results one
 * `observation`; what was said beside a call follows in the next answer, since the format has no place for both.
 */
export function shareGptRow(dialog: Dialog, options: ChatMessageOptions): object {
  const { messages, tools } = conversationOf(dialog, options);
  const [first] = messages;
  const system = first?.role === "system" ? first.content : undefined;
  return {
    id: String(dialog.id),
    ...(system === undefined ? {} : { system }),
    conversations: shareGptMessages((system === undefined ? messages : messages.slice(1)).map(unambiguous)),
    ...(tools.length === 0 ? {} : { tools: JSON.stringify(tools.map((tool) => tool.function)) }),
  };
}

/** A table with a turn a row. */
export const csvExporter: TextExporter = {
  header: "dialog_id,turn,speaker,text\n",
  rows: (dialog) => [
    dialog.turns
      .map(
        ({ speaker, text }, index) =>
          `${[String(dialog.id), index, speaker ?? "", text].map(cell).join(",")}\n`,
      )
      .join(""),
  ],
};

/** A row of a Hugging Face dataset of conversations. */
export interface MessagesRow {
  readonly id: string;
  readonly messages: readonly ChatMessage[];
  /** Left out when the assistant had none. */
  readonly tools?: readonly ChatTool[] | undefined;
  readonly model: string | null;
  readonly seed: number | null;
  readonly stop_reason: string | null;
}

export function messagesRow(dialog: Dialog, options: ChatMessageOptions): MessagesRow {
  const { messages, tools } = conversationOf(dialog, options);
  const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
  return {
    id: String(dialog.id),
    messages: messages.map(unambiguous),
    ...(tools.length === 0 ? {} : { tools }),
    model: typeof model === "string" ? model : null,
    seed: dialog.seed,
    stop_reason: dialog.stopReason,
  };
}

function conversationOf(
  dialog: Dialog,
  options: ChatMessageOptions,
): { readonly messages: readonly ChatMessage[]; readonly tools: readonly ChatTool[] } {
  return {
    messages: trainableMessages(dialog, pickOptions(options, chatMessageOptionNames)),
    tools: chatTools(dialog, assistantOf(dialog, options.assistant)),
  };
}

/** Before the answer that is learned, nothing is learned anyway. */
function unweighted(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.weight === undefined) return message;
  const { weight: _, ...rest } = message;
  return rest;
}

interface ShareGptMessage {
  readonly from: "human" | "gpt" | "function_call" | "observation" | "system";
  readonly value: string;
}

function shareGptMessages(messages: readonly ChatMessage[]): ShareGptMessage[] {
  const written: ShareGptMessage[] = [];
  let beside: string[] = [];
  let results: string[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === "tool") {
      results.push(message.content);
      if (messages[at + 1]?.role === "tool") continue;
      written.push({
        from: "observation",
        value: results.length === 1 ? results.join("") : JSON.stringify(results),
      });
      results = [];
    } else if (message.role === "assistant" && message.tool_calls !== undefined) {
      const calls = message.tool_calls.map(({ function: called }) => called);
      written.push({ from: "function_call", value: JSON.stringify(calls.length === 1 ? calls[0] : calls) });
      if (message.content !== "") beside.push(message.content);
    } else if (message.role === "assistant") {
      written.push({ from: "gpt", value: [...beside, message.content].join("\n\n") });
      beside = [];
    } else written.push({ from: message.role === "user" ? "human" : "system", value: message.content });
  }
  return written;
}

/** OpenAI's format knows tools by the id of their call alone, and wants arguments as JSON text. */
function openAiMessage(message: ChatMessage): object {
  if (message.role === "tool") {
    const { name: _, ...rest } = message;
    return rest;
  }
  if (message.role !== "assistant" || message.tool_calls === undefined) return message;
  return { ...message, tool_calls: message.tool_calls.map(openAiCall) };
}

function openAiCall({ function: called, ...call }: ChatToolCall): object {
  return { ...call, function: { name: called.name, arguments: JSON.stringify(called.arguments) } };
}

/** A call whose arguments are no object: text that would be read as JSON is written as JSON text. */
function unambiguous(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.tool_calls === undefined) return message;
  return {
    ...message,
    tool_calls: message.tool_calls.map(({ function: called, ...call }) => ({
      ...call,
      function: {
        ...called,
        arguments:
          jsonText(called.arguments) === undefined ? called.arguments : JSON.stringify(called.arguments),
      },
    })),
  };
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
