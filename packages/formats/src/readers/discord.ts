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

/** Messages that somebody said, by the names of the exporter and by the numbers that it writes for those it has no name for. */
const saidKinds: ReadonlySet<string> = new Set(
  "Default 0 Reply 19 ChatInputCommand 20 ContextMenuCommand 23".split(" "),
);

const mapping: DialogMapping = {
  messages: ["messages"],
  speaker: ["author.nickname", "author.name"],
  text: ["content"],
  time: ["timestamp"],
  id: ["channel.id"],
  isBot: ({ author }) => (author as Message["author"]).isBot === true,
  aside: ({ type = "Default" }) =>
    saidKinds.has(String(type)) ? undefined : `system message ${String(type)}`,
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
        { ...each, content: wordsOf(each) },
        { attachments: "attachment", stickers: "sticker" },
      ),
    );
    return [{ id, ...mappedDialog({ ...record, messages }, mapping, note) }];
  },
});

/** What a message says: its text, or what else of it can be read. */
function wordsOf({ content, embeds, poll, forwardedMessage: forwarded }: Message): string {
  if (content !== "") return content;
  const passedOn = message.partial().safeParse(forwarded).data;
  const said = passedOn === undefined ? "" : passedOn.content || embedded(passedOn["embeds"]);
  return [embedded(embeds), asked(poll), said]
    .filter((words) => words !== "" && words !== undefined)
    .join("\n");
}

/** A poll's question, and its answers, a line each. */
function asked(poll: unknown): string {
  const { question, answers } = (poll ?? {}) as Readonly<Record<string, unknown>>;
  const lines = Array.isArray(answers) ? (answers as unknown[]).map((each) => `- ${labelOf(each)}`) : [];
  return [labelOf(question), ...lines].filter((line) => line !== "" && line !== "- ").join("\n");
}

function labelOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  const { text, poll_media: media, media: other } = value as Readonly<Record<string, unknown>>;
  return typeof text === "string" ? text : labelOf(media ?? other);
}

/** What is said in boxes alone, as bots do; boxes below a text show what it links to. */
function embedded(embeds: unknown): string {
  if (!Array.isArray(embeds)) return "";
  return (embeds as (Readonly<Record<string, unknown>> | null)[])
    .flatMap((embed) => [embed?.["title"], embed?.["description"]])
    .filter((words) => typeof words === "string" && words !== "")
    .join("\n");
}
