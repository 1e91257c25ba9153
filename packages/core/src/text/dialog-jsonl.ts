import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { parseJson } from "./parse-json.ts";
import { type Line, splitLines } from "./split-lines.ts";

/** How JSON Lines with one dialogue per line are read. */
export interface ParseDialogsJsonlOptions {
  /** File name or other name of where the text comes from, for errors. */
  readonly source?: string | undefined;
  /** Called with the error of every bad line, which is then skipped. Default: the first one is thrown. */
  readonly onError?: ((error: DataFormatError) => void) | undefined;
}

const parseDialogsJsonlOptionNames: OptionNames<ParseDialogsJsonlOptions> = { source: true, onError: true };

/**
 * Reads dialogues from JSON Lines as the text arrives; only one is held at a time. Blank lines are skipped.
 *
 * @param chunks the text, cut anywhere
 * @throws DataFormatError while iterating, naming the source and the line: not JSON, not a dialogue, or an
 *   incomplete last line
 */
export async function* parseDialogsJsonl(
  chunks: AsyncIterable<string> | Iterable<string>,
  options: ParseDialogsJsonlOptions = {},
): AsyncGenerator<Dialog> {
  checkOptions("parseDialogsJsonl", options, parseDialogsJsonlOptionNames);
  for await (const line of splitLines(chunks)) {
    if (line.text.trim() === "") continue;
    let dialog: Dialog;
    try {
      dialog = parseLine(line, options.source);
    } catch (error) {
      if (options.onError === undefined || !(error instanceof DataFormatError)) throw error;
      options.onError(error);
      continue;
    }
    yield dialog;
  }
}

/** A dialogue as one line of JSON Lines, its line break included. */
export function formatDialogJsonl(dialog: Dialog): string {
  return `${JSON.stringify(dialog)}\n`;
}

function parseLine(line: Line, source: string | undefined): Dialog {
  try {
    return Dialog.from(parseJson(line.text, source, line.number), source, line.number);
  } catch (error) {
    if (line.terminated || !(error instanceof DataFormatError)) throw error;
    throw new DataFormatError("the last line is incomplete", {
      source,
      line: line.number,
      hint: "The program that wrote it was probably interrupted: remove the line, or make that dialogue again.",
      cause: error,
    });
  }
}
