import { checkOptions } from "../options/check-options.ts";
import type { OptionNames } from "../options/check-options.ts";
import papaparse from "papaparse";
import { Dialog } from "../dialog/dialog.ts";
import type { Turn } from "../dialog/turn.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { parseTable, type TableRow } from "./parse-table.ts";
import { tableColumns, type TableColumns } from "./table-columns.ts";

/** How a dialogue is written as a table with one row per turn. */
export interface FormatDialogTableOptions {
  /** What stands between two cells: `","` (CSV, the default) or `"\t"` (TSV). */
  readonly delimiter?: "," | "\t" | undefined;
}

const formatDialogTableOptionNames: OptionNames<FormatDialogTableOptions> = { delimiter: true };

/** How a dialogue is read from a table with one row per turn. */
export interface ParseDialogTableOptions extends FormatDialogTableOptions {
  /** Where speaker and text stand: two names of a header row, or two 0-based positions in a table without one. Default: `speaker`, `text`. */
  readonly columns?: TableColumns | undefined;
  readonly id?: string | number | undefined;
  /** File name or other name of where the text comes from, for errors. */
  readonly source?: string | undefined;
}

const parseDialogTableOptionNames: OptionNames<ParseDialogTableOptions> = {
  columns: true,
  id: true,
  source: true,
  ...formatDialogTableOptionNames,
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
 * Reads a dialogue from CSV or TSV, one row per turn. Cells are taken as they are; an empty speaker is none; blank
 * lines are skipped; other named columns become keys of the turn where they hold something.
 *
 * @throws DataFormatError naming the line: no such column, a row with too few or too many cells, an open quote
 * @throws InvalidArgumentError when the columns are neither two names nor two positions
 */
export function parseDialogTable(text: string, options: ParseDialogTableOptions = {}): Dialog {
  checkOptions("parseDialogTable", options, parseDialogTableOptionNames);
  const { delimiter = ",", source } = options;
  const columns = tableColumns(options.columns);
  const rows = parseTable(text, delimiter, source);
  const header = columns.named ? rows.shift()?.cells.map((cell) => cell.trim()) : undefined;
  const position = (column: string | number): number => {
    const found = typeof column === "number" ? column : (header ?? []).indexOf(column);
    if (found !== -1) return found;
    throw new DataFormatError(`there is no column "${column}"`, {
      source,
      line: 1,
      hint: `The first row names ${JSON.stringify(header ?? [])}: pass "columns", as two names or two positions.`,
    });
  };
  const speaker = position(columns.speaker);
  const content = position(columns.text);
  const width = header?.length ?? rows[0]?.cells.length ?? 0;

  function turn(row: TableRow): Turn {
    const { cells } = row;
    if (cells.length !== width || content >= width || speaker >= width) throw wrongWidth(row);
    const further = (header ?? [])
      .map((name, index) => [name, cells[index]] as const)
      .filter(([name, cell], index) => index !== speaker && index !== content && name !== "" && cell !== "");
    return {
      ...Object.fromEntries(further),
      speaker: cells[speaker] || null,
      text: cells[content] ?? "",
    };
  }

  function wrongWidth({ cells, line }: TableRow): DataFormatError {
    const expected = Math.max(width, speaker + 1, content + 1);
    return new DataFormatError(`this row has ${cells.length} cells, not ${expected}`, {
      source,
      line,
      hint: `Put a cell that holds ${JSON.stringify(delimiter)}, a quote or a line break in double quotes.`,
    });
  }

  return new Dialog({ id: options.id, turns: rows.map(turn) });
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
