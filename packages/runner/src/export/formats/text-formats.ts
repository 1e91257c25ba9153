import { type Dialog, formatDialogJsonl, formatDialogText } from "@sdialog/core";
import { type ChatMessage, type ChatMessageOptions } from "../chat-messages.ts";
import { trainableMessages } from "../find-problems.ts";

/** How a dialogue is written into a file of text. */
export interface TextFormat {
  readonly extension: string;
  /** Written once, at the top. */
  readonly header?: string | undefined;
  write(dialog: Dialog, options: ChatMessageOptions): string;
}

const openai: TextFormat = {
  extension: "jsonl",
  write: (dialog, options) => line({ messages: trainableMessages(dialog, options).map(withoutName) }),
};

const messages: TextFormat = {
  extension: "jsonl",
  write: (dialog, options) => line(messagesRow(dialog, options)),
};

const sharegpt: TextFormat = {
  extension: "jsonl",
  write(dialog, options) {
    const [first, ...rest] = trainableMessages(dialog, options);
    const system = first?.role === "system" ? first.content : undefined;
    const spoken = system === undefined && first !== undefined ? [first, ...rest] : rest;
    return line({
      id: String(dialog.id),
      ...(system === undefined ? {} : { system }),
      conversations: spoken.flatMap(shareGptMessages),
    });
  },
};

const csv: TextFormat = {
  extension: "csv",
  header: "dialog_id,turn,speaker,text\n",
  write: (dialog) =>
    dialog.turns
      .map(
        ({ speaker, text }, index) =>
          `${[String(dialog.id), index, speaker ?? "", text].map(cell).join(",")}\n`,
      )
      .join(""),
};

const txt: TextFormat = {
  extension: "txt",
  write: (dialog) => `# ${dialog.id}\n${formatDialogText(dialog)}\n`,
};

/** The formats that need nothing but the dialogue. */
export const textFormats = {
  jsonl: { extension: "jsonl", write: (dialog: Dialog) => formatDialogJsonl(dialog) },
  openai,
  messages,
  sharegpt,
  csv,
  txt,
} as const satisfies Record<string, TextFormat>;

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

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
