import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { type RecordContext, recordFormat } from "./record-format.ts";

const discord: DialogMapping = {
  messages: ["messages"],
  speaker: ["author.nickname", "author.name"],
  text: ["content"],
  time: ["timestamp"],
  id: ["channel.id"],
  aside: ({ type = "Default" }) =>
    type === "Default" || type === "Reply" ? undefined : `system message ${String(type)}`,
};

const discordMessage = z.looseObject({
  content: z.string(),
  author: z.looseObject({ name: z.string() }),
  timestamp: z.string().optional(),
});

recordFormat({
  name: "discord",
  description: "a channel as DiscordChatExporter writes it",
  looks: 'an object with "guild", "channel" and "messages"',
  fit: 0.97,
  parts: { messages: discordMessage },
  shape: z.looseObject({
    guild: z.looseObject({}),
    channel: z.looseObject({}),
    messages: z.array(discordMessage),
  }),
  dialogs: (record, { note, id }) => [
    {
      id,
      ...mappedDialog(
        { ...record, messages: record.messages.map(withPlaceholder("attachments")) },
        discord,
        note,
      ),
    },
  ],
});

const telegramMessage = z.looseObject({ id: z.unknown(), type: z.string(), date: z.string() });
const telegramChat = z.looseObject({ messages: z.array(telegramMessage) });

const telegram: DialogMapping = {
  messages: ["messages"],
  speaker: ["from", "from_id"],
  text: ["text"],
  time: ["date"],
  id: ["id"],
  aside: ({ type, action }) => (type === "message" ? undefined : `service message ${String(action ?? type)}`),
};

recordFormat({
  name: "telegram",
  description: "Telegram's export: one chat, or all of them",
  looks: 'an object with "messages" of "type" and "date", or with "chats" of them',
  fit: 0.96,
  lists: { "chats.list": telegramChat, "left_chats.list": telegramChat },
  parts: { messages: telegramMessage },
  shape: telegramChat,
  dialogs(chat, { note, id }) {
    const messages = chat.messages.map((message) => {
      const media = ["photo", "file", "media_type"].find((key) => message[key] !== undefined);
      const text = spans(message["text"]);
      return {
        ...message,
        text: media === undefined ? text : `${text}[${String(message["media_type"] ?? media)}]`,
        ...(typeof message["text"] === "object" ? { spans: message["text"] } : {}),
      };
    });
    return [{ id, ...mappedDialog({ ...chat, messages }, telegram, note) }];
  },
});

/** Telegram cuts a text into spans where it changes its style. */
function spans(text: unknown): string {
  return [text]
    .flat()
    .map((span) =>
      typeof span === "string" ? span : String((span as { text?: unknown } | null)?.text ?? ""),
    )
    .join("");
}

const slackMessage = z.looseObject({
  type: z.literal("message"),
  ts: z.string(),
  text: z.string().nullish(),
  user: z.string().nullish(),
  username: z.string().nullish(),
  bot_id: z.string().nullish(),
});

recordFormat({
  name: "slack",
  description:
    "a day of a channel from Slack's export; names are looked up in users.json beside the channels",
  looks: 'a list of "type": "message" with "ts"',
  fit: 0.97,
  whole: "list",
  parts: { "": slackMessage, messages: slackMessage },
  shape: z.union([z.array(slackMessage).min(1), z.looseObject({ messages: z.array(slackMessage).min(1) })]),
  async dialogs(record, context) {
    const list = Array.isArray(record) ? record : record.messages;
    const names = await slackNames(context);
    const mention = (text: string): string =>
      text.replaceAll(
        /<@(\w+)(?:\|([^<>]*))?>/g,
        (_, user: string, shown?: string) => `@${shown ?? names.get(user) ?? user}`,
      );
    const messages = list
      .toSorted((a, b) => Number(a.ts) - Number(b.ts))
      .map((message) => {
        const { user, username, text, bot_id: bot } = message;
        const speaker = names.get(user ?? "") ?? username ?? user ?? bot ?? null;
        return {
          ...withPlaceholder("files")({ ...message, content: mention(text ?? "") }),
          text: undefined,
          speaker,
        };
      });
    const mapping: DialogMapping = {
      messages: ["messages"],
      speaker: ["speaker"],
      text: ["content"],
      time: ["ts"],
      aside: ({ subtype }) =>
        subtype === undefined ||
        ["thread_broadcast", "bot_message", "file_share", "me_message"].includes(String(subtype))
          ? undefined
          : `system message ${String(subtype)}`,
    };
    return [{ id: context.id, ...mappedDialog({ messages }, mapping, context.note) }];
  },
});

/** Slack's ids of people → what they are called. */
async function slackNames({ beside }: RecordContext): Promise<ReadonlyMap<string, string>> {
  const text = (await beside("../users.json")) ?? (await beside("users.json"));
  const users = z
    .array(z.looseObject({ id: z.string(), name: z.string().optional(), real_name: z.string().optional() }))
    .safeParse(text === undefined ? undefined : safeJson(text)).data;
  return new Map((users ?? []).map(({ id, name, real_name: real }) => [id, real ?? name ?? id]));
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const graphMessage = z.looseObject({
  body: z.looseObject({ content: z.string().nullish() }),
  createdDateTime: z.string(),
});
const skypeMessage = z.looseObject({ content: z.string().nullish(), messagetype: z.string() });
const skypeChat = z.looseObject({ MessageList: z.array(skypeMessage) });

recordFormat({
  name: "teams",
  description:
    "Microsoft Teams: messages of the Graph API, or the conversations of a personal export (also Skype's)",
  looks: 'an object with "value" of "body" and "createdDateTime", or with "conversations" of "MessageList"',
  fit: 0.97,
  lists: { conversations: skypeChat },
  parts: { value: graphMessage, MessageList: skypeMessage },
  shape: z.union([z.looseObject({ value: z.array(graphMessage).min(1) }), skypeChat]),
  dialogs(record, { note, id }) {
    const { value, MessageList, ...rest } = record as {
      value?: z.output<typeof graphMessage>[];
      MessageList?: z.output<typeof skypeMessage>[];
    };
    if (MessageList !== undefined) {
      // The newest comes first.
      const messages = MessageList.toReversed().map((message) => {
        const shown = plain(message.content ?? "");
        return {
          ...message,
          content: shown,
          ...(shown === message.content ? {} : { html: message.content }),
        };
      });
      return [{ id, ...mappedDialog({ ...rest, messages }, skype, note) }];
    }
    const messages = (value ?? [])
      .map(({ body: { content, ...body }, ...message }) => {
        const shown = plain(content ?? "");
        // What was written stays beside what is read of it.
        return { ...message, content: shown, body: shown === content ? body : { ...body, content } };
      })
      .toSorted((a, b) => (a.createdDateTime < b.createdDateTime ? -1 : 1));
    return [{ id, ...mappedDialog({ ...rest, messages }, graph, note) }];
  },
});

const graph: DialogMapping = {
  messages: ["messages"],
  speaker: ["from.user.displayName", "from.application.displayName"],
  text: ["content"],
  time: ["createdDateTime"],
  aside: ({ messageType = "message" }) =>
    messageType === "message" ? undefined : `system message ${String(messageType)}`,
};

const skype: DialogMapping = {
  messages: ["messages"],
  speaker: ["displayName", "from"],
  text: ["content"],
  time: ["originalarrivaltime"],
  id: ["id"],
  aside: ({ messagetype }) =>
    /^(?:RichText|Text)/.test(String(messagetype)) ? undefined : `system message ${String(messagetype)}`,
};

/** Teams writes HTML. */
function plain(html: string): string {
  const signs: Readonly<Record<string, string>> = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    nbsp: " ",
    "#39": "'",
  };
  return html
    .replaceAll(/<br\s?\/?>|<\/(?:p|div)>(?=.)/gi, "\n")
    .replaceAll(/<(?:img|attachment)\b[^<>]*>/gi, "[image]")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, "")
    .replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => signs[name] ?? "")
    .trim();
}

/** A message whose attachments have a placeholder in its text. */
function withPlaceholder(key: string): <Message extends object>(message: Message) => Message {
  return (message) => {
    const { [key]: list, content } = message as Readonly<Record<string, unknown>>;
    if (!Array.isArray(list) || list.length === 0) return message;
    const marks = list.map(() => "[attachment]").join(" ");
    return { ...message, content: [content, marks].filter((part) => part !== "").join("\n") };
  };
}
