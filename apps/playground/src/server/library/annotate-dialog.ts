import { dirname, extname, join } from "node:path";
import { Dialog, formatDialogJsonl, SDialogError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { readText, saveDialog, writeAtomic } from "@sdialog/core/fs";
import { isHubName } from "@sdialog/formats";
import { runStatus } from "@sdialog/runner";
import type { Annotation } from "../../protocol/library.ts";
import type { Place } from "../../protocol/place.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { withAnnotation } from "./annotation-of.ts";
import { findDialog } from "./find-dialog.ts";
import { fileLines, foreignReader } from "./read-places.ts";

/**
 * Writes what was said about a dialogue into its `annotations`. The file is replaced whole; everything else in it
 * stays as it was, byte for byte where it holds many dialogues on lines of their own.
 *
 * @param id of the dialogue that was read at this place
 * @throws SDialogError `file_of_another_tool` for a dialogue that is not in a file of ours, `dialog_moved` when another dialogue stands there now, `run_unfinished` for results a run may
 *   still add to; FileError
 */
export async function annotateDialog(
  folder: OpenedFolder,
  place: Place,
  id: string | number,
  annotation: Annotation,
): Promise<Dialog> {
  const before = await findDialog(folder, place);
  if (before.id !== id) throw moved(place);
  const reader = await foreignReader(isHubName(place.file) ? place.file : await folder.find(place.file));
  if (reader !== null) throw ofAnotherTool(place, reader);
  const path = await folder.find(place.file);
  await refuseUnfinishedRun(dirname(path));
  const dialog = new Dialog({ ...before.toJSON(), annotations: withAnnotation(before, annotation) });
  if (extname(path).toLowerCase() === ".json") await replaceInJson(path, place, dialog);
  else await writeAtomic(path, replaceLine(path, place.at, formatDialogJsonl(dialog)));
  return dialog;
}

async function replaceInJson(path: string, { at }: Place, dialog: Dialog): Promise<void> {
  const data = parseJson(await readText(path), path);
  if (!Array.isArray(data)) return saveDialog(dialog, path);
  const all = data.map((item: unknown, index) => (index === at ? dialog : item));
  return writeAtomic(path, `${JSON.stringify(all, null, 2)}\n`);
}

async function* replaceLine(path: string, number: number, text: string): AsyncGenerator<string> {
  let at = 0;
  for await (const line of fileLines(path)) yield ++at === number ? text : `${line}\n`;
}

async function refuseUnfinishedRun(folder: string): Promise<void> {
  const status = await runStatus(folder).catch((error: unknown) => {
    if (SDialogError.isInstance(error) && error.code === "store_missing") return undefined;
    throw error;
  });
  if (status === undefined || status.pending === 0) return;
  throw new SDialogError(`The run in ${join(folder)} is not finished; its results may still be added to`, {
    code: "run_unfinished",
    hint: "Annotate when it is complete, or export its dialogues first.",
  });
}

function ofAnotherTool({ file }: Place, reader: string): SDialogError {
  return new SDialogError(`${file} is a file of another tool (${reader}), which is never written to`, {
    code: "file_of_another_tool",
    hint: "Save a copy of the dialogue, or import the file (sdialog import), and annotate that.",
  });
}

function moved({ file }: Place): SDialogError {
  return new SDialogError(`${file} has changed: another dialogue is in this place now`, {
    code: "dialog_moved",
    hint: "Open it again.",
  });
}
