import type { ExportLayout, FolderEntry } from "@sdialog/core";
import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { type RecordContext, recordFormat } from "./record-format.ts";
import { withPlaceholders } from "./with-placeholders.ts";

const message = z.looseObject({
  type: z.literal("message"),
  ts: z.string(),
  text: z.string().nullish(),
  user: z.string().nullish(),
  username: z.string().nullish(),
  bot_id: z.string().nullish(),
});
type Message = z.output<typeof message>;

/** Messages that were said, though they are of a kind of their own. */
const said = new Set(["thread_broadcast", "bot_message", "file_share", "me_message"]);

const mapping: DialogMapping = {
  messages: ["messages"],
  speaker: ["speaker"],
  text: ["content"],
  time: ["ts"],
  isBot: ({ bot_id: bot, subtype }) => typeof bot === "string" || subtype === "bot_message",
  aside: ({ subtype }) =>
    subtype === undefined || subtype === null || said.has(String(subtype))
      ? undefined
      : `system message ${String(subtype)}`,
};

/** Lists of conversations, beside the folders of these. */
const lists = ["channels.json", "groups.json", "dms.json", "mpims.json"];

/** An export as a whole: a folder for each channel, with a file for each day, beside lists of people and channels. */
function layout(entries: readonly FolderEntry[]): ExportLayout | undefined {
  const files = entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
  const folders = entries.filter(({ isFolder, name }) => isFolder && !name.startsWith("."));
  const told = ["users.json", ...lists].filter((name) => files.includes(name));
  if (folders.length === 0 || !told.some((name) => lists.includes(name))) return undefined;
  const unread = files.filter((name) => !told.includes(name) && !name.startsWith("."));
  return {
    folders: folders.map(({ name }) => name),
    holdsDialogs: (name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name),
    note: `an export of Slack: ${told.join(", ")} describe people and channels${
      unread.length === 0 ? "" : `; ${unread.join(", ")}: not read`
    }`,
  };
}

recordFormat({
  name: "slack",
  layout,
  description:
    "a day of a channel from Slack's export; names are looked up in users.json beside the channels",
  looks: 'a list of "type": "message" with "ts"',
  fit: 0.97,
  whole: "list",
  parts: { "": message, messages: message },
  shape: z.union([z.array(message).min(1), z.looseObject({ messages: z.array(message).min(1) })]),
  async dialogs(record, context) {
    const { messages: list, ...about } = Array.isArray(record) ? { messages: record } : record;
    const names = await namesOf(context);
    const messages = (list as readonly Message[])
      .toSorted((a, b) => Number(a.ts) - Number(b.ts))
      .map(({ text, ...each }) => {
        const { user, username, bot_id: bot } = each;
        const written = text ?? "";
        const shown =
          written === ""
            ? inBlocks(each["blocks"], names) || shownText(attached(each["attachments"]), names)
            : shownText(written, names);
        return {
          ...withPlaceholders({ ...each, content: shown }, { files: "attachment" }),
          // What was written stays beside what is read of it.
          ...(written === shown ? {} : { mrkdwn: written }),
          speaker:
            names.get(user ?? "") ?? username ?? profileName(each["user_profile"]) ?? user ?? bot ?? null,
        };
      });
    const channel = await channelOf(context);
    return [
      {
        id: context.id,
        ...mappedDialog(
          { ...about, ...(channel === undefined ? {} : { channel }), messages },
          mapping,
          context.note,
        ),
      },
    ];
  },
});

const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/** Text as people see it: Slack writes mentions, channels and links in angle brackets, and three signs as entities. */
function shownText(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(
      /<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>/g,
      (_, kind: string, what: string, label = "") => {
        if (kind === "@") return `@${label || (names.get(what) ?? what)}`;
        if (kind === "#") return `#${label || what}`;
        if (kind === "!") return label || `@${what.replace(/^subteam\^/, "")}`;
        return label === "" || label === what.replace(/^mailto:/, "")
          ? what.replace(/^mailto:/, "")
          : `[${label}](${what})`;
      },
    )
    .replaceAll(/&(amp|lt|gt);/g, (_, name: string) => signs[name] ?? "");
}

/** What bots say in boxes below a text that is empty. */
function attached(attachments: unknown): string {
  if (!Array.isArray(attachments)) return "";
  return (attachments as (Readonly<Record<string, unknown>> | null)[])
    .map((box) => {
      const parts = [box?.["pretext"], box?.["title"], box?.["text"]].filter(
        (words) => typeof words === "string" && words !== "",
      );
      return parts.length > 0 ? parts.join("\n") : String(box?.["fallback"] ?? "");
    })
    .filter((words) => words !== "")
    .join("\n");
}

type Block = Readonly<Record<string, unknown>>;

/** What stands in blocks, of which newer messages are made, where no text tells the same. */
function inBlocks(blocks: unknown, names: ReadonlyMap<string, string>): string {
  if (!Array.isArray(blocks)) return "";
  return (blocks as (Block | null)[])
    .map((block) => inBlock(block ?? {}, names))
    .filter((words) => words !== "")
    .join("\n");
}

function inBlock(block: Block, names: ReadonlyMap<string, string>): string {
  const { type, text, elements, fields, url, user_id: user, name } = block;
  const label = typeof text === "string" ? text : "";
  if (type === "user") return `@${names.get(String(user)) ?? String(user)}`;
  if (type === "emoji") return `:${String(name)}:`;
  if (type === "link") return label === "" ? String(url) : `[${label}](${String(url)})`;
  if (type === "mrkdwn") return shownText(label, names);
  if (typeof text === "object" && text !== null) return inBlock(text as Block, names);
  if (label !== "") return label;
  const parts = [elements ?? fields ?? []].flat().map((part) => inBlock((part ?? {}) as Block, names));
  // Words of a line stand one after the other, lines and boxes below each other.
  return parts
    .filter((part) => part !== "")
    .join(type === "rich_text_section" || type === "context" ? "" : "\n");
}

function profileName(profile: unknown): string | undefined {
  const { real_name: real, name } = (profile ?? {}) as {
    readonly real_name?: unknown;
    readonly name?: unknown;
  };
  return [real, name].find((each): each is string => typeof each === "string" && each !== "");
}

/** Slack's ids of people → what they are called. */
async function namesOf({ beside }: RecordContext): Promise<ReadonlyMap<string, string>> {
  const text = (await beside("../users.json")) ?? (await beside("users.json"));
  const users = z
    .array(z.looseObject({ id: z.string() }))
    .safeParse(text === undefined ? undefined : safeJson(text)).data;
  // Fields may be empty or null there, and who left keeps a name in the profile alone.
  return new Map(
    (users ?? []).map((user) => [user.id, profileName(user) ?? profileName(user["profile"]) ?? user.id]),
  );
}

/** What the export tells of the channel that a day's folder is called by: its name, or the id of a talk of few. */
async function channelOf({ beside, source }: RecordContext): Promise<object | undefined> {
  const folder = source.split(/[\\/]/).at(-2);
  for (const list of lists) {
    const text = await beside(`../${list}`);
    const known = z.array(z.looseObject({})).safeParse(text === undefined ? undefined : safeJson(text)).data;
    const found = known?.find(({ name, id }) => folder !== undefined && (name === folder || id === folder));
    if (found !== undefined) return found;
  }
  return undefined;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
