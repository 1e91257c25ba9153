import type { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { parseDialogsJsonl } from "../text/dialog-jsonl.ts";
import { fileFormat } from "./file-format.ts";
import { applyLoadOptions, type LoadDialogOptions, parseDialogFile } from "./parse-dialog-file.ts";
import { readText } from "./read-text.ts";

/**
 * Reads the dialogue of a file.
 *
 * @throws FileError when the file cannot be read
 * @throws DataFormatError naming the file and the line: malformed, or not exactly one dialogue
 * @throws InvalidArgumentError for an unknown format
 */
export async function loadDialog(path: string, options: LoadDialogOptions = {}): Promise<Dialog> {
  const format = fileFormat(path, options.format);
  const text = await readText(path);
  const dialogs =
    format === "jsonl" ? await firstTwo(text, path) : parseDialogFile(text, path, format, options);
  const [dialog] = dialogs;
  if (dialog !== undefined && dialogs.length === 1) return applyLoadOptions(dialog, options);
  throw new DataFormatError(`this holds ${dialog === undefined ? "no dialogue" : "more than one dialogue"}`, {
    source: path,
    hint: "`loadDialogs` reads files of any number of dialogues.",
  });
}

async function firstTwo(text: string, source: string): Promise<Dialog[]> {
  const dialogs: Dialog[] = [];
  for await (const dialog of parseDialogsJsonl([text], { source })) {
    if (dialogs.push(dialog) === 2) break;
  }
  return dialogs;
}
