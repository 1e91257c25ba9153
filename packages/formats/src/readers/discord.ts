import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";
import { withPlaceholders } from "./with-placeholders.ts";

const message = z.looseObject({
  content: z.string(),
  author: z.looseObject({ name: z.string(), isBot: z.boolean().nullish() }),
  timestamp: z.string().nullish(),
});
type Message = z.output<typeof message>;

const mapping: DialogMapping = {
  messages: ["messages"],
  speaker: ["author.nickname", "author.name"],
  text: ["content"],
  time: ["timestamp"],
  id: ["channel.id"],
  isBot: ({ author }) => (author as Message["author"]).isBot === true,
  aside: ({ type = "Default" }) =>
    type === "Default" || type === "Reply" || type === "ChatInputCommand" || type === "ContextMenuCommand"
      ? undefined
      : `system message ${String(type)}`,
};

recordFormat({
  name: "discord",
  description: "a channel as DiscordChatExporter writes it",
  looks: 'an object with "guild", "channel" and "messages"',
  fit: 0.97,
  parts: { messages: message },
  shape: z.looseObject({
    guild: z.looseObject({}),
    channel: z.looseObject({}),
    messages: z.array(message),
  }),
  dialogs(record, { note, id }) {
    const messages = record.messages.map((each) =>
      withPlaceholders(
        { ...each, content: each.content === "" ? embedded(each["embeds"]) : each.content },
        { attachments: "attachment", stickers: "sticker" },
      ),
    );
    return [{ id, ...mappedDialog({ ...record, messages }, mapping, note) }];
  },
});

/** What is said in boxes alone, as bots do; boxes below a text show what it links to. */
function embedded(embeds: unknown): string {
  if (!Array.isArray(embeds)) return "";
  return (embeds as (Readonly<Record<string, unknown>> | null)[])
    .flatMap((embed) => [embed?.["title"], embed?.["description"]])
    .filter((words) => typeof words === "string" && words !== "")
    .join("\n");
}
