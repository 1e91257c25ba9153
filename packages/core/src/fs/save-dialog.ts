import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { formatDialogJson } from "../text/dialog-json.ts";
import { formatDialogJsonl } from "../text/dialog-jsonl.ts";
import { formatDialogTable } from "../text/dialog-table.ts";
import { formatDialogText } from "../text/dialog-text.ts";
import { type FileFormat, writtenFormat } from "./file-format.ts";
import { writeAtomic, type WriteOptions, writeOptionNames } from "./write-atomic.ts";

/** How a dialogue is written to a file. */
export interface SaveDialogOptions extends WriteOptions {
  /** Default: what the file name's extension says. */
  readonly format?: FileFormat | undefined;
  /** How a turn is written in text. Default: `"{speaker}: {text}"`. */
  readonly template?: string | undefined;
}

const saveDialogOptionNames: OptionNames<SaveDialogOptions> = {
  format: true,
  template: true,
  ...writeOptionNames,
};

/**
 * Writes one dialogue to a file, whole or not at all. JSON keeps everything; tables and text keep only the turns.
 *
 * @throws InvalidArgumentError for an unknown format, or a turn that the template cannot hold
 * @throws FileError when the file cannot be written, or exists and `overwrite` is false
 */
export async function saveDialog(
  dialog: Dialog,
  path: string,
  options: SaveDialogOptions = {},
): Promise<void> {
  checkOptions("saveDialog", options, saveDialogOptionNames);
  requireArguments("saveDialog", arguments, 2);
  const { format, template, ...writing } = options;
  await writeAtomic(path, formatDialog(dialog, writtenFormat(path, format), template), writing);
}

function formatDialog(dialog: Dialog, format: FileFormat, template: string | undefined): string {
  switch (format) {
    case "json":
      return formatDialogJson(dialog);
    case "jsonl":
      return formatDialogJsonl(dialog);
    case "csv":
      return formatDialogTable(dialog);
    case "tsv":
      return formatDialogTable(dialog, { delimiter: "\t" });
    case "txt":
      return formatDialogText(dialog, { template });
  }
}
