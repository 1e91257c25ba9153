import { join } from "node:path";
import { Dialog, type DialogSource, InvalidArgumentError } from "@sdialog/core";
import { checkOptions, dialogsFrom } from "@sdialog/core/internal";
import { loadDialogs, type LoadDialogsOptions, loadDialogsOptionNames } from "@sdialog/core/fs";
import { interactionDialog } from "@sdialog/generators";
import { isInteractionFolder, readInteractions } from "@sdialog/generators/fs";
import { isRunFolder, readManifest } from "../store/manifest.ts";
import { readFailures } from "../store/read-failures.ts";
import { readRows } from "../store/read-rows.ts";
import { onlyOnce } from "../store/result-index.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";

/**
 * The dialogues of a source, to be read one by one as often as wanted (what comes only once, such as a generator, only
 * once); a path may also be the folder of a run. A run may be running meanwhile: what is
 * complete is read.
 *
 * @param options how files are read, as `loadDialogs` takes them
 * @throws DataFormatError for a broken line, FileError for a missing file; both while iterating
 */
export function readSource(source: DialogSource, options: LoadDialogsOptions = {}): AsyncIterable<Dialog> {
  checkOptions("readSource", options, loadDialogsOptionNames);
  async function* readPath(path: string): AsyncGenerator<Dialog> {
    if (await isRunFolder(path)) yield* readRun(path, options.onNote);
    else if (options.format === undefined && (await isInteractionFolder(path))) {
      for await (const interaction of readInteractions(path)) yield interactionDialog(interaction);
    } else yield* loadDialogs(path, options);
  }
  return { [Symbol.asyncIterator]: () => dialogsFrom(source, readPath) };
}

async function* readRun(folder: string, onNote?: LoadDialogsOptions["onNote"]): AsyncGenerator<Dialog> {
  const manifest = await readManifest(folder);
  const { kind, results, dialogs } = manifest;
  if (!dialogs) {
    throw new InvalidArgumentError(`${folder} holds no dialogues but ${kind}`, {
      hint: "Choose a run that makes dialogues.",
    });
  }
  const path = join(folder, results);
  const checks = rowChecks(manifest);
  const failed = new Set<string>();
  if (onNote !== undefined)
    for await (const { task } of readFailures(folder, checks.failures, { onDamage: () => {} }))
      failed.add(task.key);
  for await (const { row, line } of readRows<ResultRow>(path, onlyOnce(checks.results))) {
    failed.delete(row.task.key);
    yield Dialog.from(row, path, line);
  }
  if (failed.size === 1) onNote?.("1 dialogue failed and is left out (failures.jsonl)", folder);
  if (failed.size > 1) onNote?.(`${failed.size} dialogues failed and are left out (failures.jsonl)`, folder);
}
