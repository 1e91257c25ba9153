import * as z from "zod";
import { type DialogMapping, mappedDialog, pick } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";
import { roleOf } from "./said.ts";

const usual: DialogMapping = {
  messages: [
    "turns",
    "messages",
    "dialogue",
    "dialog",
    "utterances",
    "conversation",
    "conversations",
    "log",
    "chat",
    "history",
    "transcript",
    "exchanges",
    "thread",
    "content",
  ],
  speaker: [
    "speaker",
    "role",
    "from",
    "author",
    "sender",
    "name",
    "user",
    "speaker_name",
    "author_name",
    "speaker_id",
    "agent",
    "participant",
  ],
  text: ["text", "utterance", "content", "message", "value", "body", "msg", "transcript"],
  time: ["timestamp", "time", "created_at", "date", "start"],
  id: ["id", "dialogue_id", "dialog_id", "conversation_id", "conv_id", "session_id", "ticket_id"],
};

recordFormat({
  name: "conversation",
  description: "conversations under the usual names: a list of turns, each with a speaker and a text",
  looks: "records with a list of messages, each with a speaker and a text",
  fit: 0.6,
  shape: z
    .looseObject({})
    .refine((row) => listKey(row) !== undefined, { error: "it has no list of messages" }),
  dialogs(row, { note, id }) {
    const key = listKey(row) as string;
    note(`messages taken from "${key}"`);
    const holdsRoles = roleKeys(row[key] as readonly Fields[], note);
    return [{ id, ...mappedDialog(row, { ...usual, messages: [key], holdsRoles }, note) }];
  },
});

type Fields = Readonly<Record<string, unknown>>;

/**
 * Which keys of speakers hold roles. Those called so always do; under others, `system` is a role among roles, and a
 * person's name among people, as is Claude.
 */
function roleKeys(messages: readonly Fields[], note: (note: string) => void): (key: string) => boolean {
  const named = new Map<string, Set<string>>();
  for (const message of messages) {
    const { key, value } = pick(message, usual.speaker);
    if (key === undefined || key === "role" || key === "from") continue;
    named.set(key, (named.get(key) ?? new Set()).add(String(value).toLowerCase()));
  }
  const speakers = new Set([...named.values()].flatMap((words) => [...words]));
  const roles = [...speakers].map(roleOf);
  // Two speakers of one role, such as Claude and ChatGPT, would become one.
  const areRoles =
    roles.every((role) => role !== undefined) &&
    (["user", "assistant"] as const).every((role) => roles.filter((each) => each === role).length <= 1);
  for (const [key, words] of named)
    if ([...words].some((word) => roleOf(word) !== undefined))
      note(
        areRoles
          ? `speakers under "${key}" taken as roles, since all of them name one`
          : `speakers under "${key}" taken as names, since not all of them name a role of their own`,
      );
  return (key) => areRoles || key === "role" || key === "from";
}

function listKey(row: Readonly<Record<string, unknown>>): string | undefined {
  return usual.messages.find((key) => {
    const { [key]: list } = row;
    return Array.isArray(list) && list.length > 0 && list.every(isMessage);
  });
}

function isMessage(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const has = (keys: readonly string[]): boolean =>
    keys.some((key) => typeof Reflect.get(value, key) === "string");
  return has(usual.text) && has(usual.speaker);
}
