import { basename, extname } from "node:path";
import { Dialog } from "../dialog/dialog.ts";
import { mergeTurns } from "../dialog/merge-turns.ts";
import { parseDialogTable } from "../text/dialog-table.ts";
import { parseDialogText } from "../text/dialog-text.ts";
import { parseJson } from "../text/parse-json.ts";
import type { TableColumns } from "../text/table-columns.ts";
import type { FileFormat } from "./file-format.ts";

/** How the file of a dialogue is read. */
export interface LoadDialogOptions {
  /** Default: what the file name's extension says. */
  readonly format?: FileFormat | undefined;
  /** How a turn is written in text files. Default: `"{speaker}: {text}"`. */
  readonly template?: string | undefined;
  /** Who speaks, in turn, in text files whose template has no `{speaker}`. */
  readonly defaultSpeakers?: readonly string[] | undefined;
  /** The columns of tables: two names, or two 0-based positions. Default: `speaker`, `text`. */
  readonly columns?: TableColumns | undefined;
  /** Make neighbouring turns of the same named speaker one: true, or the text that joins them. Default: false. */
  readonly mergeTurns?: boolean | string | undefined;
}

/**
 * The dialogues in a file's text. One that has no id gets the file's name without its extension (a number when it is
 * one), so that it stays the same whatever other files come and go.
 *
 * @throws DataFormatError naming the file and the line
 */
export function parseDialogFile(
  text: string,
  path: string,
  format: Exclude<FileFormat, "jsonl">,
  options: LoadDialogOptions,
): Dialog[] {
  const shared = { ...options, id: idOfName(path), source: path };
  switch (format) {
    case "csv":
      return [parseDialogTable(text, shared)];
    case "tsv":
      return [parseDialogTable(text, { ...shared, delimiter: "\t" })];
    case "txt":
      return [parseDialogText(text, shared)];
    case "json": {
      const data = parseJson(text, path);
      return Array.isArray(data)
        ? data.map((item, index) => Dialog.from(item, `${path}, item ${index + 1}`))
        : [Dialog.from(withId(data, shared.id), path)];
    }
  }
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

function withId(data: unknown, id: string | number): unknown {
  const isObject = typeof data === "object" && data !== null;
  return isObject && (!("id" in data) || data.id === null) ? { ...data, id } : data;
}
