import { readDialogInput } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";

const names = "taken as names, since not all of them name a role of their own";
const roles = "taken as roles, since all of them name one";

it.each<[string, string, readonly string[], readonly string[], string | undefined]>([
  ["people", "name", ["Claude", "Ann"], ["Claude: {}", "Ann: {}"], names],
  [
    "people called like a tool",
    "author",
    ["Tool", "System", "Ann"],
    ["Tool: {}", "System: {}", "Ann: {}"],
    names,
  ],
  ["two models", "speaker", ["Claude", "ChatGPT"], ["Claude: {}", "ChatGPT: {}"], names],
  ["roles", "speaker", ["User", "Bot"], ["user: {}", "assistant: {}"], roles],
  ["roles where they are called so", "role", ["claude", "Ann"], ["assistant: {}", "Ann: {}"], undefined],
  ["no word for a role", "sender", ["Ann", "Bo"], ["Ann: {}", "Bo: {}"], undefined],
])("take %s under %j for what they are", async (_, key, speakers, turns, told) => {
  const notes: string[] = [];
  const utterances = speakers.map((who) => ({ [key]: who, utterance: "{}" }));
  const blob = new Blob([JSON.stringify([{ utterances }])]);
  const [dialog] = await Array.fromAsync(
    await readDialogInput(blobInput(blob, "c.json", {}), async () => new Uint8Array(), {
      format: "conversation",
      onNote: (note) => notes.push(note),
    }),
  );
  expect(dialog?.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual(turns);
  expect(notes).toEqual([
    'messages taken from "utterances"',
    ...(told === undefined ? [] : [`speakers under "${key}" ${told}`]),
  ]);
});
