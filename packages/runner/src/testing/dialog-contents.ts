import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Dialog, parseDialogsJsonl } from "@sdialog/core";
import { readManifest } from "../store/manifest.ts";

export async function readDialogs(folder: string): Promise<Dialog[]> {
  const text = await readFile(join(folder, "dialogues.jsonl"), "utf8");
  return Array.fromAsync(parseDialogsJsonl([text]));
}

/** What a run's dialogues say, without when it was said, in an order of their own. */
export async function dialogContents(folder: string): Promise<string[]> {
  const dialogs = await readDialogs(folder);
  return withoutTimes(dialogs.map((dialog) => dialog.toJSON()));
}

/** What a run's results say, whatever they are, without which task made them and when. */
export async function resultContents(folder: string): Promise<string[]> {
  const { results } = await readManifest(folder);
  const lines = (await readFile(join(folder, results), "utf8")).trim().split("\n");
  return withoutTimes(
    lines.map((line) => {
      const { task: _task, ...data } = JSON.parse(line) as { readonly task: unknown };
      return data;
    }),
  );
}

/** Results as text, in an order of their own, with every moment in them blotted out. */
export function withoutTimes(results: readonly object[]): string[] {
  const times = new Set(["timestamp", "created_at"]);
  return results
    .map((result) => JSON.stringify(result, (key, value: unknown) => (times.has(key) ? null : value)))
    .toSorted();
}

/** Which calls were counted, in an order that does not depend on who was first. */
export async function callsOf(out: string): Promise<readonly string[]> {
  const text = await readFile(join(out, "usage.jsonl"), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { task: string; call: string });
  return rows.map(({ task, call }) => `${task} ${call}`).toSorted();
}
