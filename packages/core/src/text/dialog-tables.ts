import { Dialog } from "../dialog/dialog.ts";
import type { Turn } from "../dialog/turn.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import type { ReaderInput, ReaderOptions } from "./dialog-reader.ts";
import { NameCounter } from "./name-counter.ts";
import { type TableRow, tableDelimiter, tableRows } from "./parse-table.ts";
import { type OrderedTurns, turnsInOrder } from "./turns-in-order.ts";
import { type TurnTable, turnTable } from "./turn-table.ts";

/**
 * The dialogues of a table with a row a turn: one, or several where a column says which dialogue a row belongs to. The
 * table is read twice, so that a dialogue is given as soon as its last row is read, wherever its rows stand. Those of
 * several dialogues, as helpdesks export them, often the newest first, are put in the order of their times.
 *
 * @throws DataFormatError naming the line; bad rows go to `onError` instead, where there is one
 */
export async function* dialogTables(
  { source, id, chunks }: Pick<ReaderInput, "source" | "id" | "chunks">,
  options: Pick<ReaderOptions, "columns" | "delimiter" | "onError" | "onNote"> = {},
): AsyncGenerator<Dialog> {
  const delimiter = options.delimiter ?? (await delimiterOf(chunks()));
  let table: TurnTable | undefined;
  const left = new NameCounter();
  for await (const row of tableRows(chunks(), delimiter, source)) {
    table ??= turnTable(row, { ...options, delimiter, source });
    if (table.positions.dialog === undefined) break;
    const name = table.dialogOf(row) ?? "";
    left.add(name);
  }
  const { time } = table?.positions ?? {};
  const named = time === undefined ? undefined : table?.header?.[time];
  if (named !== undefined && named !== "time" && options.columns === undefined)
    options.onNote?.(`times taken from the column "${named}"`, source);
  const open = new Map<string, Turn[]>();
  const orders: Record<OrderedTurns["order"], number> = { kept: 0, changed: 0, unknown: 0 };
  const made = (name: string, rows: readonly Turn[]): Dialog => {
    const isDated = table?.positions.dialog !== undefined && time !== undefined;
    const { turns, order } = isDated ? turnsInOrder(rows) : ({ turns: rows, order: "kept" } as const);
    orders[order]++;
    return new Dialog({ id: name === "" ? id : idOf(name), turns });
  };
  let first = true;
  for await (const row of tableRows(chunks(), delimiter, source)) {
    table ??= turnTable(row, { ...options, delimiter, source });
    const isHeader = first && table.hasHeader;
    first = false;
    const name = table.dialogOf(row) ?? "";
    const turns = open.get(name) ?? [];
    open.set(name, turns);
    if (!isHeader) addTurn(table, row, turns, options.onError);
    if (table.positions.dialog === undefined || left.add(name, -1) > 0) continue;
    open.delete(name);
    if (turns.length > 0) yield made(name, turns);
  }
  for (const [name, turns] of open) yield made(name, turns);
  if (orders.changed > 0)
    options.onNote?.(`rows of ${orders.changed} dialogues put in the order of their times`, source);
  if (orders.unknown > 0)
    options.onNote?.(
      `rows of ${orders.unknown} dialogues left in the order of the file: some of their times are missing, or could mean another`,
      source,
    );
  if (table === undefined) turnTable(undefined, { ...options, delimiter, source });
}

function addTurn(table: TurnTable, row: TableRow, turns: Turn[], onError: ReaderOptions["onError"]): void {
  try {
    turns.push(table.turn(row));
  } catch (error) {
    if (onError === undefined || !(error instanceof DataFormatError)) throw error;
    onError(error);
  }
}

async function delimiterOf(chunks: AsyncIterable<string>): Promise<string> {
  for await (const chunk of chunks) if (chunk.trim() !== "") return tableDelimiter(chunk);
  return ",";
}

/** Whole numbers stay numbers, as they are where dialogues come from files of that name. */
function idOf(name: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}
