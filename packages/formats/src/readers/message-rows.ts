import { DataFormatError, register, type Turn } from "@sdialog/core";
import {
  bestFit,
  type TurnRow,
  groupedRows,
  type JsonPart,
  rolePlace,
  usualColumns,
} from "@sdialog/core/internal";
import { partsOf } from "./record-format.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A member of a list, or of the lists of an object; a line is a row of its own. */
const opened = { values: { list: {}, object: { "*": {} } }, lines: { list: {} } };

const looks = "rows with the id of a conversation, a speaker and a text each";

register("reader", {
  name: "message-rows",
  description:
    "messages one by one, as JSON: rows with the id of their conversation, grouped by it as a table's are",
  from: "@sdialog/formats",
  extensions: [],
  detect: (sample) =>
    bestFit(sample, (records) => {
      const rows = records.flatMap((record) => (isRow(record) ? [record] : listsIn(record)));
      const fit = rows.length > 0 && rows.every(isRow) ? 0.92 : 0;
      return { fit, reason: looks };
    }),
  create: (_, options) =>
    async function* read(input) {
      async function* rows(onError = options.onError): AsyncGenerator<TurnRow & { readonly value: unknown }> {
        for await (const { value, line, end } of partsOf(
          opened.values,
          input,
          { ...options, onError },
          opened.lines,
        )) {
          if (end !== undefined) continue;
          yield { value, dialog: cellOf(value, "dialog"), turn: () => turnOf(value, line, input.source) };
        }
      }
      // What is wrong with the file is told when it is read.
      let header: readonly string[] = [];
      for await (const { value } of rows(() => {})) {
        if (!isRow(value)) continue;
        header = Object.keys(value);
        break;
      }
      const positions = usualColumns(header);
      yield* groupedRows(rows, input, {
        named: true,
        dated: positions.time !== undefined,
        role: rolePlace(header, positions),
        ...options,
      });
    },
});

/** Rows as members of the lists of an object. */
function listsIn(record: unknown): readonly unknown[] {
  if (typeof record !== "object" || record === null) return [];
  return Object.values(record).flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
}

function isRow(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return (["dialog", "speaker", "text"] as const).every((column) => {
    const found = keyOf(value as Fields, column);
    const cell = found === undefined ? undefined : (value as Fields)[found];
    return typeof cell === "string" || (column !== "text" && Number.isSafeInteger(cell));
  });
}

function keyOf(row: Fields, column: "dialog" | "speaker" | "text" | "time"): string | undefined {
  const names = Object.keys(row);
  const { [column]: at } = usualColumns(names);
  return at === undefined ? undefined : names[at];
}

function cellOf(row: unknown, column: "dialog" | "speaker"): string {
  if (!isRow(row)) return "";
  return String(row[keyOf(row, column) ?? ""] as string | number);
}

function turnOf(row: unknown, line: JsonPart["line"], source: string): Turn {
  if (!isRow(row))
    throw new DataFormatError(`not a row of message-rows; expected ${looks}`, { source, line });
  const taken = (["dialog", "speaker", "text", "time"] as const).map((column) => keyOf(row, column));
  const [, , text = "", time = ""] = taken;
  const further = Object.entries(row).filter(
    ([key, value]) => !taken.includes(key) && value !== null && value !== "",
  );
  const named = further.map(([key, value]) => [key === "speaker" || key === "text" ? `${key}_` : key, value]);
  const said = row[time];
  return {
    ...Object.fromEntries(named),
    ...(typeof said === "string" || typeof said === "number" ? { time: said } : {}),
    speaker: cellOf(row, "speaker"),
    text: String(row[text] as string),
  };
}
