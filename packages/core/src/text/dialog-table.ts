import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import papaparse from "papaparse";
import { Dialog } from "../dialog/dialog.ts";
import { MarkCounter } from "./invisible-marks.ts";
import { parseTable, tableDelimiter } from "./parse-table.ts";
import type { TableColumns } from "./table-columns.ts";
import { turnTable } from "./turn-table.ts";

/** How a dialogue is written as a table with one row per turn. */
export interface FormatDialogTableOptions {
  /** What stands between two cells: `","` (CSV, the default) or `"\t"` (TSV). */
  readonly delimiter?: "," | "\t" | undefined;
}

const formatDialogTableOptionNames: OptionNames<FormatDialogTableOptions> = { delimiter: true };

/** How a dialogue is read from a table with one row per turn. */
export interface ParseDialogTableOptions {
  /** What stands between two cells. Default: what the first rows show. */
  readonly delimiter?: string | undefined;
  /** Where speaker and text stand: names of a header row, or 0-based positions in a table without one. Default: the usual names. */
  readonly columns?: TableColumns | undefined;
  readonly id?: string | number | undefined;
  /** File name or other name of where the text comes from, for errors. */
  readonly source?: string | undefined;
}

const parseDialogTableOptionNames: OptionNames<ParseDialogTableOptions> = {
  delimiter: true,
  columns: true,
  id: true,
  source: true,
};

/**
 * A dialogue as CSV or TSV with the header `speaker,text`, one row per turn; then a column for every further key
 * of a turn that holds text, a number or a boolean. No speaker is an empty cell.
 */
export function formatDialogTable(dialog: Dialog, options: FormatDialogTableOptions = {}): string {
  checkOptions("formatDialogTable", options, formatDialogTableOptionNames);
  const further = new Set(
    dialog.turns.flatMap((turn) => Object.keys(turn).filter((key) => isScalar(turn[key]))),
  );
  const names = [...new Set(["speaker", "text", ...further])];
  const rows = dialog.turns.map((turn) =>
    names.map((name) => (isScalar(turn[name]) ? String(turn[name]) : "")),
  );
  const { delimiter = "," } = options;
  return `${papaparse.unparse([names, ...rows], { delimiter, newline: "\n" })}\n`;
}

/**
 * Reads a dialogue from CSV or TSV, one row per turn. Cells are taken as they are, but for invisible marks in names and
 * times, such as those of direction; an empty cell names no speaker; blank lines are skipped; other named columns become
 * keys of the turn where they hold something.
 *
 * @throws DataFormatError naming the line: no such column, a row with too few or too many cells, an open quote
 * @throws InvalidArgumentError when the columns are neither names nor positions
 */
export function parseDialogTable(text: string, options: ParseDialogTableOptions = {}): Dialog {
  checkOptions("parseDialogTable", options, parseDialogTableOptionNames);
  requireArguments("parseDialogTable", arguments, 1);
  const { delimiter = tableDelimiter(text), source } = options;
  const rows = parseTable(text, delimiter, source);
  const table = turnTable(rows[0], { ...options, delimiter, marks: new MarkCounter() });
  return new Dialog({ id: options.id, turns: (table.hasHeader ? rows.slice(1) : rows).map(table.turn) });
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
