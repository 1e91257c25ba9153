import type { Dialog } from "../dialog/dialog.ts";
import type { ReaderInput, ReaderOptions } from "./dialog-reader.ts";
import { type TurnRow, groupedRows } from "./grouped-rows.ts";
import { MarkCounter } from "./invisible-marks.ts";
import { type TableRow, tableDelimiter, tableRows } from "./parse-table.ts";
import { rolePlace, usualTimeNote } from "./table-columns.ts";
import { turnTable } from "./turn-table.ts";

/**
 * The dialogues of a table with a row a turn: one, or several where a column says which dialogue a row belongs to, as
 * {@link groupedRows} has them.
 *
 * @throws DataFormatError naming the line; bad rows go to `onError` instead, where there is one
 */
export async function* dialogTables(
  { source, id, chunks }: Pick<ReaderInput, "source" | "id" | "chunks">,
  options: Pick<ReaderOptions, "columns" | "delimiter" | "onError" | "onNote"> = {},
): AsyncGenerator<Dialog> {
  const delimiter = options.delimiter ?? (await delimiterOf(chunks()));
  const marks = new MarkCounter();
  const table = turnTable(await firstOf(tableRows(chunks(), delimiter, source)), {
    ...options,
    delimiter,
    source,
    marks,
  });
  const { positions, header = [], hasHeader } = table;
  async function* rows(): AsyncGenerator<TurnRow> {
    let isHeader = hasHeader;
    for await (const row of tableRows(chunks(), delimiter, source)) {
      if (!isHeader) yield { dialog: table.dialogOf(row) ?? "", turn: () => table.turn(row) };
      isHeader = false;
    }
  }
  const { onError, onNote } = options;
  const told = options.columns === undefined ? usualTimeNote(header, positions) : undefined;
  if (told !== undefined) onNote?.(told, source);
  yield* groupedRows(
    rows,
    { source, id },
    {
      named: positions.dialog !== undefined,
      dated: positions.time !== undefined,
      role: rolePlace(header, positions),
      onError,
      onNote,
    },
  );
  marks.tell((note) => onNote?.(note, source), "cell", "cells");
}

async function firstOf(rows: AsyncIterable<TableRow>): Promise<TableRow | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

async function delimiterOf(chunks: AsyncIterable<string>): Promise<string> {
  for await (const chunk of chunks) if (chunk.trim() !== "") return tableDelimiter(chunk);
  return ",";
}
