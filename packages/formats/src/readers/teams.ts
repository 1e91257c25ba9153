import * as z from "zod";
import { htmlText } from "./html-text.ts";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";
import { withPlaceholders } from "./with-placeholders.ts";

const graphMessage = z.looseObject({
  body: z.looseObject({ content: z.string().nullish() }),
  createdDateTime: z.string(),
});
const skypeMessage = z.looseObject({ content: z.string().nullish(), messagetype: z.string() });
const skypeChat = z.looseObject({ MessageList: z.array(skypeMessage) });

const graph: DialogMapping = {
  messages: ["messages"],
  speaker: ["from.user.displayName", "from.application.displayName"],
  text: ["content"],
  time: ["createdDateTime"],
  isBot: ({ from }) => {
    const { user, application } = (from ?? {}) as { user?: unknown; application?: unknown };
    return (user ?? undefined) === undefined && (application ?? undefined) !== undefined;
  },
  aside: ({ messageType = "message", deletedDateTime: deleted }) =>
    messageType !== "message"
      ? `system message ${String(messageType)}`
      : typeof deleted === "string"
        ? "deleted message"
        : undefined,
};

const skype: DialogMapping = {
  messages: ["messages"],
  speaker: ["displayName", "from"],
  text: ["content"],
  time: ["originalarrivaltime"],
  id: ["id"],
  // Accounts of bots begin with 28.
  isBot: ({ from }) => typeof from === "string" && from.startsWith("28:"),
  aside: ({ messagetype, content, properties }) =>
    !/^(?:RichText|Text)/.test(String(messagetype))
      ? `system message ${String(messagetype)}`
      : content === "" && "deletetime" in ((properties ?? {}) as object)
        ? "deleted message"
        : undefined,
};

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
      const messages = MessageList.toReversed().map(({ content, ...message }) => {
        const written = content ?? "";
        const shown = message.messagetype === "Text" ? written : htmlText(written);
        return { ...message, content: shown, ...(shown === written ? {} : { html: written }) };
      });
      return [{ id, ...mappedDialog({ ...rest, messages }, skype, note) }];
    }
    const messages = (value ?? [])
      .flatMap(withReplies)
      .map(({ body: { content, ...body }, ...message }) => {
        const written = body["contentType"] === "text" ? (content ?? "") : htmlText(content ?? "");
        // What was written stays beside what is read of it.
        const kept = {
          ...message,
          content: written,
          body: written === content ? body : { ...body, content },
        };
        return written.trim() === "" ? withPlaceholders(kept, { attachments: "attachment" }) : kept;
      })
      .toSorted((a, b) => Date.parse(a.createdDateTime) - Date.parse(b.createdDateTime));
    return [{ id, ...mappedDialog({ ...rest, messages }, graph, note) }];
  },
});

/** A message, and those that answer it, which the Graph API puts inside it where it is asked to. */
function withReplies(message: z.output<typeof graphMessage>): z.output<typeof graphMessage>[] {
  const { replies, ...rest } = message;
  const read = z.array(graphMessage).safeParse(replies).data;
  return read === undefined ? [message] : [rest, ...read.flatMap(withReplies)];
}
