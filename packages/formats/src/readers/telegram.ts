import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";

const message = z.union([
  z.looseObject({ id: z.unknown(), type: z.string(), date: z.string() }),
  // What the program that exports does not know has no date.
  z.looseObject({ id: z.unknown(), type: z.literal("unsupported") }),
]);
const chat = z.looseObject({ messages: z.array(message) });

const mapping: DialogMapping = {
  messages: ["messages"],
  speaker: ["from", "from_id"],
  text: ["text"],
  time: ["date"],
  id: ["id"],
  // Bots' ids do not differ from those of people; only a chat with one is called so.
  isBot: ({ isBot }) => isBot === true,
  aside: ({ type, action }) =>
    type === "message"
      ? undefined
      : type === "unsupported"
        ? "message that Telegram could not export"
        : `service message ${String(action ?? type)}`,
};

/** What may come with a message → what stands for it in the text. */
const kinds: Readonly<Record<string, string>> = {
  media_type: "",
  photo: "photo",
  file: "file",
  poll: "poll",
  location_information: "location",
  contact_information: "contact",
  game_title: "game",
  invoice_information: "invoice",
};

recordFormat({
  name: "telegram",
  description: "Telegram's export: one chat, or all of them",
  looks: 'an object with "messages" of "type" and "date", or with "chats" of them',
  fit: 0.96,
  lists: { "chats.list": chat, "left_chats.list": chat },
  parts: { messages: message },
  shape: chat,
  dialogs(record, { note, id }) {
    const messages = record.messages.map((each) => ({
      ...each,
      text: textOf(each),
      ...(typeof each["text"] === "object" ? { spans: each["text"] } : {}),
      ...(record["type"] === "bot_chat" && each["from"] === record["name"] ? { isBot: true } : {}),
    }));
    return [{ id, ...mappedDialog({ ...record, messages }, mapping, note) }];
  },
});

/** What a message says, and what stands for what came with it. */
function textOf(each: z.output<typeof message>): string {
  const kind = Object.keys(kinds).find((key) => each[key] !== undefined && each[key] !== null);
  const mark = kind === undefined ? "" : `[${kind === "media_type" ? String(each[kind]) : kinds[kind]}]`;
  const { poll } = each as { readonly poll?: { readonly question?: unknown } | null };
  const question = typeof poll?.question === "string" ? poll.question : "";
  return [spans(each["text"]), mark, question].filter((part) => part !== "").join("\n");
}

/** Telegram cuts a text into spans where it changes its style. */
function spans(text: unknown): string {
  return [text]
    .flat()
    .map((span) =>
      typeof span === "string" ? span : String((span as { text?: unknown } | null)?.text ?? ""),
    )
    .join("");
}
