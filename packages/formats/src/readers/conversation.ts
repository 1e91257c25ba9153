import * as z from "zod";
import { type DialogMapping, mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";

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
    return [{ id, ...mappedDialog(row, { ...usual, messages: [key] }, note) }];
  },
});

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
