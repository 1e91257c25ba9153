import type { Turn } from "../dialog/turn.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { type MarkCounter, withoutMarks } from "./invisible-marks.ts";
import type { TableRow } from "./parse-table.ts";
import {
  checkColumns,
  columnPosition,
  type ColumnPositions,
  type TableColumns,
  type TurnColumn,
  usualColumns,
} from "./table-columns.ts";

/** How the rows of a table become turns. */
export interface TurnTable {
  /** Whether the first row names the columns. */
  readonly hasHeader: boolean;
  /** The names in it. */
  readonly header?: readonly string[] | undefined;
  readonly positions: ColumnPositions;
  /** @throws DataFormatError for a row with too few or too many cells */
  readonly turn: (row: TableRow) => Turn;
  /** Which dialogue a row belongs to; nothing where no column says so. */
  readonly dialogOf: (row: TableRow) => string | undefined;
}

interface TurnTableOptions {
  readonly columns?: TableColumns | undefined;
  readonly delimiter: string;
  readonly source?: string | undefined;
  /** Counts the cells of names and times that lose marks. */
  readonly marks: MarkCounter;
}

/** @throws DataFormatError when a column that is needed is not there */
export function turnTable(first: TableRow | undefined, options: TurnTableOptions): TurnTable {
  const { source, delimiter, marks } = options;
  const columns = options.columns === undefined ? undefined : checkColumns(options.columns);
  const hasHeader = columns === undefined || typeof columns.text === "string";
  const header = hasHeader ? (first?.cells.map((cell) => marks.without(cell).trim()) ?? []) : undefined;
  const positions =
    columns === undefined
      ? usualColumns(header ?? [])
      : chosen(columns, header, first?.cells.length ?? 0, source);
  for (const column of ["speaker", "text"] as const)
    if (columns === undefined && positions[column] === undefined) throw noColumn(column, header, source);
  const width = first?.cells.length ?? 0;
  const taken = new Set(Object.values(positions));
  const keys = furtherKeys(header, positions);

  function checked(row: TableRow): readonly string[] {
    const least = Math.max(width, ...[...taken].map((position) => position + 1));
    if (row.cells.length === least) return row.cells;
    throw new DataFormatError(`this row has ${row.cells.length} cells, not ${least}`, {
      source,
      line: row.line,
      hint: `Put a cell that holds ${JSON.stringify(delimiter)}, a quote or a line break in double quotes.`,
    });
  }

  const cell = (cells: readonly string[], column: TurnColumn): string | undefined => {
    const { [column]: at } = positions;
    return at === undefined ? undefined : cells[at];
  };

  const dialogOf = (row: TableRow): string | undefined => {
    const name = cell(row.cells, "dialog");
    return name === undefined ? undefined : withoutMarks(name);
  };

  return {
    hasHeader,
    header,
    positions,
    turn(row) {
      const cells = checked(row);
      const time = marks.without(cell(cells, "time") ?? "");
      marks.add(cell(cells, "dialog") !== dialogOf(row));
      const further = cells.flatMap((value, index) =>
        taken.has(index) || value === "" ? [] : [[keys(index), value] as const],
      );
      return {
        ...Object.fromEntries(further),
        ...(time === "" ? {} : { time }),
        speaker: marks.without(cell(cells, "speaker") ?? "") || null,
        text: cell(cells, "text") ?? "",
      };
    },
    dialogOf,
  };
}

/**
 * The keys of a turn for the columns that have no meaning of their own: their names, those that come again numbered, and
 * places for those without one.
 */
function furtherKeys(
  header: readonly string[] | undefined,
  positions: ColumnPositions,
): (position: number) => string {
  const own = new Set(Object.values(positions));
  const used = new Set(["speaker", "text", ...(positions.time === undefined ? [] : ["time"])]);
  const keys = new Map<number, string>();
  for (const [at, name] of (header ?? []).entries()) {
    if (own.has(at) || name === "") continue;
    let key = name;
    for (let number = 2; used.has(key); number++) key = `${name}_${number}`;
    used.add(key);
    keys.set(at, key);
  }
  return (position) => keys.get(position) ?? `column_${position + 1}`;
}

function chosen(
  columns: TableColumns,
  header: readonly string[] | undefined,
  width: number,
  source: string | undefined,
): ColumnPositions {
  const found = Object.entries(columns).flatMap(([column, where]) => {
    if (where === undefined) return [];
    if (typeof where === "number") return [[column, where] as const];
    const at = columnPosition(header ?? [], where);
    if (at === undefined && width > 0) throw noColumn(where, header, source);
    return [[column, at ?? 0] as const];
  });
  return Object.fromEntries(found);
}

function noColumn(
  name: string,
  header: readonly string[] | undefined,
  source: string | undefined,
): DataFormatError {
  return new DataFormatError(`there is no column "${name}"`, {
    source,
    line: 1,
    hint: `The first row names ${JSON.stringify(header ?? [])}: say which of them hold speaker and text with the option columns (--columns speaker=author,text=body).`,
  });
}
