import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { applyLoadOptions, readDialogFile, loadDialogOptionNames } from "./read-dialog-file.ts";
import type { LoadDialogOptions } from "../text/source-request.ts";

/**
 * Reads the dialogue of a file.
 *
 * @throws FileError when the file cannot be read
 * @throws DataFormatError naming the file and the line: malformed, or not exactly one dialogue
 * @throws InvalidArgumentError for an unknown format
 */
export async function loadDialog(path: string, options: LoadDialogOptions = {}): Promise<Dialog> {
  checkOptions("loadDialog", options, loadDialogOptionNames);
  requireArguments("loadDialog", arguments, 1);
  const dialogs: Dialog[] = [];
  // One more than there should be is enough to know.
  for await (const dialog of await readDialogFile(path, options)) if (dialogs.push(dialog) === 2) break;
  const [dialog] = dialogs;
  if (dialog !== undefined && dialogs.length === 1) return applyLoadOptions(dialog, options);
  throw new DataFormatError(`this holds ${dialog === undefined ? "no dialogue" : "more than one dialogue"}`, {
    source: path,
    hint: "`loadDialogs` reads files of any number of dialogues.",
  });
}
