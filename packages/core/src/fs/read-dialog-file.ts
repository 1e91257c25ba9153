import type { OptionNames } from "../options/check-options.ts";
import { basename, extname } from "node:path";
import { Dialog } from "../dialog/dialog.ts";
import type { ReaderOptions } from "../text/dialog-reader.ts";
import { mergeTurns } from "../dialog/merge-turns.ts";
import { createByName } from "../registry/registry.ts";
import { fileFormat } from "./file-format.ts";
import { readText, readTextChunks } from "./read-text.ts";

/** How the file of a dialogue is read. */
export interface LoadDialogOptions extends Omit<ReaderOptions, "onError"> {
  /** Name of the reader. Default: what the file name's extension says. */
  readonly format?: string | undefined;
  /** Make neighbouring turns of the same named speaker one: true, or the text that joins them. Default: false. */
  readonly mergeTurns?: boolean | string | undefined;
}

/** The names of {@link LoadDialogOptions}. */
export const loadDialogOptionNames: OptionNames<LoadDialogOptions> = {
  format: true,
  mergeTurns: true,
  template: true,
  defaultSpeakers: true,
  columns: true,
};

/**
 * The dialogues of a file, as the reader of its format reads them.
 *
 * @throws FileError when it cannot be read; DataFormatError naming the file and the line; InvalidArgumentError for an
 *   unknown format
 */
export async function readDialogFile(
  path: string,
  options: LoadDialogOptions & Pick<ReaderOptions, "onError">,
): Promise<Iterable<Dialog> | AsyncIterable<Dialog>> {
  const read = createByName("reader", fileFormat(path, options.format), {}, options);
  return read({
    source: path,
    id: idOfName(path),
    text: () => readText(path),
    chunks: () => readTextChunks(path),
  });
}

/** The dialogue as the options want it; it stays the same dialogue, with the same id. */
export function applyLoadOptions(dialog: Dialog, options: LoadDialogOptions): Dialog {
  const separator = options.mergeTurns === true ? "\n" : options.mergeTurns;
  if (separator === undefined || separator === false) return dialog;
  return new Dialog({ ...dialog.toJSON(), turns: mergeTurns(dialog.turns, separator) });
}

function idOfName(path: string): string | number {
  const name = basename(path, extname(path));
  return /^(?:0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}
