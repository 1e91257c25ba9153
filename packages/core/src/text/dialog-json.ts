import { requireArguments } from "../options/check-arguments.ts";
import { Dialog } from "../dialog/dialog.ts";
import { lineOfPath } from "./line-of-path.ts";
import { parseJson } from "./parse-json.ts";

/** Reads one dialogue from JSON. @throws DataFormatError naming `source`, the line or the wrong key */
export function parseDialogJson(text: string, source?: string): Dialog {
  requireArguments("parseDialogJson", arguments, 1);
  return Dialog.from(parseJson(text, source), source, (path) => lineOfPath(text, path));
}

/** A dialogue as indented JSON, keys in the order of the format, letters of all scripts kept, a line break at the end. */
export function formatDialogJson(dialog: Dialog): string {
  return `${JSON.stringify(dialog, null, 2)}\n`;
}
