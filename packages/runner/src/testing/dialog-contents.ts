import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Dialog, parseDialogsJsonl } from "@sdialog/core";

export async function readDialogs(folder: string): Promise<Dialog[]> {
  const text = await readFile(join(folder, "dialogues.jsonl"), "utf8");
  return Array.fromAsync(parseDialogsJsonl([text]));
}

/** What a run's dialogues say, without when it was said, in an order of their own. */
export async function dialogContents(folder: string): Promise<string[]> {
  const dialogs = await readDialogs(folder);
  return dialogs
    .map((dialog) => ({
      ...dialog.toJSON(),
      timestamp: null,
      events: dialog.events?.map((event) => ({ ...event, timestamp: 0 })),
    }))
    .map((dialog) => JSON.stringify(dialog))
    .toSorted();
}
