import type { Dialog } from "@sdialog/core";
import { pickOptions } from "@sdialog/core/internal";
import type { ChatMessage, ChatTool, ChatToolCall } from "./chat-message.ts";
import {
  assistantOf,
  type ChatMessageOptions,
  chatMessageOptionNames,
  type chatMessages,
  namedMessages,
  trainableMessages,
} from "./chat-messages.ts";
import { chatTools } from "./chat-tools.ts";
import { conversationsForm, messagesForm, type WrittenForm, writtenForm } from "./written-form.ts";

/** What rows of messages look like: OpenAI's, those of Hugging Face datasets, and ShareGPT's. */
export type RowForm = "openai" | "messages" | "sharegpt";

/** Under which keys rows of a form have their messages. */
export const keysOf: Readonly<Record<RowForm, WrittenForm["keys"]>> = {
  openai: "messages",
  messages: "messages",
  sharegpt: "conversations",
};

/** Where an opening of the assistant goes in them unless it is said: trainers of ShareGPT skip or drop what the assistant opens. */
export const openingOf: Readonly<Record<RowForm, NonNullable<ChatMessageOptions["opening"]>>> = {
  openai: "message",
  messages: "message",
  sharegpt: "system",
};

/** How messages will stand in a file. */
export function exportedForm(messages: readonly ChatMessage[], form: RowForm): WrittenForm {
  const made =
    form === "sharegpt"
      ? conversationsForm(shareGptConversation(messages))
      : messagesForm({ messages: form === "openai" ? messages.map(openAiMessage) : messages });
  return made[writtenForm] ?? { keys: "conversations", messages: [] };
}

/** A row of a file for OpenAI's fine-tuning. */
export function openAiRow(dialog: Dialog, options: ChatMessageOptions): object {
  const { messages, tools } = conversationOf(dialog, options, namedMessages);
  const parallel = messages.some(
    (message) => message.role === "assistant" && (message.tool_calls?.length ?? 0) > 1,
  );
  return {
    messages: messages.map(openAiMessage),
    ...(tools.length === 0 ? {} : { tools, parallel_tool_calls: parallel }),
  };
}

/**
 * A conversation as ShareGPT writes it. Calls made at once are one `function_call` with a list, and their results one
 * `observation`; what was said beside a call follows in the next answer, since the format has no place for both, and is lost
 * where no answer follows.
 */
export function shareGptRow(dialog: Dialog, options: ChatMessageOptions): object {
  const { messages, tools } = conversationOf(dialog, options);
  return {
    id: String(dialog.id),
    ...shareGptConversation(messages),
    ...(tools.length === 0 ? {} : { tools: JSON.stringify(tools.map((tool) => tool.function)) }),
  };
}

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
    messages: messages,
    ...(tools.length === 0 ? {} : { tools }),
    model: typeof model === "string" ? model : null,
    seed: dialog.seed,
    stop_reason: dialog.stopReason,
  };
}

/** What of a dialogue a row hands on. */
export function conversationOf(
  dialog: Dialog,
  options: ChatMessageOptions,
  all?: typeof chatMessages,
): { readonly messages: readonly ChatMessage[]; readonly tools: readonly ChatTool[] } {
  return {
    messages: trainableMessages(dialog, pickOptions(options, chatMessageOptionNames), all),
    tools: chatTools(dialog, assistantOf(dialog, options.assistant)),
  };
}

/** Whether words stand beside a call, which ShareGPT has no place for. */
export function hasWordsBesideCalls(messages: readonly ChatMessage[]): boolean {
  return messages.some(
    (message) =>
      message.role === "assistant" && message.tool_calls !== undefined && message.content.trim() !== "",
  );
}

/** The prompt, which has a key of its own, and what follows. */
function shareGptConversation(messages: readonly ChatMessage[]): {
  readonly system?: string;
  readonly conversations: readonly ShareGptMessage[];
} {
  const [first, ...rest] = messages;
  return first?.role === "system"
    ? { system: first.content, conversations: shareGptMessages(rest) }
    : { conversations: shareGptMessages(messages) };
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
