import type { Dialog } from "@sdialog/core";
import { type ChatMessage, type ChatMessageOptions } from "../messages/chat-messages.ts";
import type { TextExporter } from "./exporter.ts";
import { trainableMessages } from "../training/find-problems.ts";

/** A row of a file for OpenAI's fine-tuning. */
export function openAiRow(dialog: Dialog, options: ChatMessageOptions): object {
  return { messages: trainableMessages(dialog, options).map(withoutName) };
}

/** A row for each answer: what was said before it, and the answer. */
export function completionRows(dialog: Dialog, options: ChatMessageOptions): object[] {
  const messages = trainableMessages(dialog, options);
  return messages.flatMap((message, at) => {
    if (message.role !== "assistant") return [];
    return [{ id: `${dialog.id}:${at}`, prompt: messages.slice(0, at), completion: [message] }];
  });
}

/** A conversation as ShareGPT writes it. */
export function shareGptRow(dialog: Dialog, options: ChatMessageOptions): object {
  const [first, ...rest] = trainableMessages(dialog, options);
  const system = first?.role === "system" ? first.content : undefined;
  const spoken = system === undefined && first !== undefined ? [first, ...rest] : rest;
  return {
    id: String(dialog.id),
    ...(system === undefined ? {} : { system }),
    conversations: spoken.flatMap(shareGptMessages),
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
  readonly model: string | null;
  readonly seed: number | null;
  readonly stop_reason: string | null;
}

export function messagesRow(dialog: Dialog, options: ChatMessageOptions): MessagesRow {
  const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
  return {
    id: String(dialog.id),
    messages: trainableMessages(dialog, options),
    model: typeof model === "string" ? model : null,
    seed: dialog.seed,
    stop_reason: dialog.stopReason,
  };
}

function shareGptMessages(message: ChatMessage): { from: string; value: string }[] {
  if (message.role === "tool") return [{ from: "observation", value: message.content }];
  if (message.role !== "assistant")
    return [{ from: message.role === "user" ? "human" : "system", value: message.content }];
  const calls = (message.tool_calls ?? []).map(({ function: { name, arguments: args } }) => ({
    from: "function_call",
    value: JSON.stringify({ name, arguments: JSON.parse(args) as unknown }),
  }));
  return calls.length > 0 ? calls : [{ from: "gpt", value: message.content }];
}

/** OpenAI's format knows tools by the id of their call alone. */
function withoutName(message: ChatMessage): object {
  if (message.role !== "tool") return message;
  const { name: _, ...rest } = message;
  return rest;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
