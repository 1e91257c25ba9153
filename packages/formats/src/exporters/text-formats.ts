import type { Dialog } from "@sdialog/core";
import type { ChatMessage } from "../messages/chat-message.ts";
import type { ChatMessageOptions } from "../messages/chat-messages.ts";
import { conversationOf } from "../messages/exported-rows.ts";
import type { TextExporter } from "./exporter.ts";

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
        prompt: messages.slice(0, at).map(unweighted),
        completion: [message],
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

/** Before the answer that is learned, nothing is learned anyway. */
function unweighted(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.weight === undefined) return message;
  const { weight: _, ...rest } = message;
  return rest;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
