import textWidth from "fast-string-width";
import { wrapAnsi } from "fast-wrap-ansi";
import { colored, ownAgain } from "./own-colors.ts";
import type { Terminal } from "./terminal.ts";

/** The narrowest a column of words may become. */
const narrowest = 12;

/**
 * Rows as a table with a header, no wider than the terminal: columns of words are wrapped; where even that is too wide,
 * each row becomes a few lines of its own. Off a terminal it is as wide as its content. Control characters in a cell are
 * shown, so that they count among its width; colours are those of `terminal.color`.
 */
export function formatTable(
  terminal: Terminal,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const [names = [], ...cells] = [header, ...rows].map((row) => row.map((cell) => colored(String(cell))));
  const bold = (name: string): string => colored(terminal.color.bold(name));
  const widths = columnWidths([names, ...cells], terminal.columns);
  if (widths === undefined)
    return ownAgain(
      asLines(
        names.map((name) => name.replaceAll("\n", ", ")).map((name) => [name, bold(name)]),
        cells,
        terminal.columns,
      ),
    );
  const fitted = (row: readonly string[]): readonly (readonly string[])[] =>
    widths.map((width, column) => wrapped(row[column] ?? "", Math.max(width, 1)));
  return ownAgain(drawn(fitted(names.map(bold)), cells.map(fitted), widths));
}

type Lines = readonly string[];

/** Cells of lines in a box, with a rule below the header. */
function drawn(
  header: readonly Lines[],
  rows: readonly (readonly Lines[])[],
  widths: readonly number[],
): string {
  const rule = (left: string, between: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width + 2)).join(between) + right;
  const padded = (line: string, column: number): string =>
    ` ${line}${" ".repeat(Math.max(0, (widths[column] as number) - textWidth(line)))} `;
  const row = (lines: readonly Lines[]): readonly string[] =>
    Array.from(
      { length: most(lines.map(({ length }) => length)) },
      (_, at) => `│${lines.map((cell, column) => padded(cell[at] ?? "", column)).join("│")}│`,
    );
  return [
    rule("┌", "┬", "┐"),
    ...row(header),
    ...(rows.length === 0 ? [] : [rule("├", "┼", "┤"), ...rows.flatMap(row)]),
    rule("└", "┴", "┘"),
  ].join("\n");
}

/**
 * How wide each column's text may be: as wide as it is where all fits, else the widest ones share what there is.
 * `undefined` when there is no room for a table.
 */
function columnWidths(
  rows: readonly (readonly string[])[],
  columns: number | undefined,
): readonly number[] | undefined {
  const count = most(rows.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, column) =>
    most(rows.flatMap((row) => (row[column] ?? "").split("\n").map((line) => textWidth(line)))),
  );
  // Each column has a blank on both sides and a border, and there is one border more.
  const room = (columns ?? Number.POSITIVE_INFINITY) - 3 * count - 1;
  const least = widths.map((width) => Math.min(width, narrowest));
  if (sum(least) > room) return undefined;
  if (sum(widths) <= room) return widths;
  // None is wider than all there is, so that this takes as many steps as a terminal has columns, however long a cell is.
  const fitted = widths.map((width) => Math.min(width, room));
  while (sum(fitted) > room) {
    const widest = fitted.indexOf(Math.max(...fitted));
    fitted[widest] = (fitted[widest] as number) - 1;
  }
  return fitted;
}

/** Each row as lines of a name and a value, with a line between rows. What stands in a column without a name is the row's. */
function asLines(
  header: readonly (readonly [name: string, painted: string])[],
  rows: readonly (readonly string[])[],
  columns = 40,
): string {
  const names = Math.min(Math.max(...header.map(([name]) => textWidth(name))), Math.floor(columns / 2));
  const lines = (cell: string, column: number): string => {
    const [name, painted] = header[column] ?? ["", ""];
    if (name === "") return wrapped(cell, columns).join("\n");
    const values = wrapped(cell, Math.max(columns - names - 2, 8));
    const below = values.map((each) => " ".repeat(names + 2) + each);
    if (textWidth(name) > names) return [...wrapped(painted, columns), ...below].join("\n");
    const gap = " ".repeat(names + 2 - textWidth(name));
    return [`${painted}${gap}${values[0] ?? ""}`, ...below.slice(1)].join("\n");
  };
  return rows.map((row) => row.map(lines).join("\n")).join("\n\n");
}

/** A cell as lines no wider than so much. What fits is left as it is: a wide line takes long to wrap. */
function wrapped(cell: string, width: number): Lines {
  const lines = cell.split("\n");
  if (lines.every((line) => textWidth(line) <= width)) return lines;
  return wrapAnsi(cell, width, { hard: true, trim: true }).split("\n");
}

/** Of any number of numbers: a call takes only so many arguments. */
function most(numbers: readonly number[]): number {
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
