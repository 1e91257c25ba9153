import { DataFormatError, type DialogInput, register, type Turn } from "@sdialog/core";
import {
  bestFit,
  type TurnRow,
  groupedRows,
  type JsonPart,
  rolePlace,
  usualColumns,
  withoutMarks,
} from "@sdialog/core/internal";
import { messages, sayingKeys } from "./chat-rows.ts";
import { mappedDialog } from "./mapped-dialog.ts";
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
      const share = rows.length === 0 ? 0 : rows.filter(isRow).length / rows.length;
      // Where most are rows, what is wrong with the others is to be said of rows.
      const fit = share === 1 ? 0.92 : share > 0.5 ? 0.55 : 0;
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
        messages: messagesOf,
        ...options,
      });
    },
});

/** Rows as members of the lists of an object. */
function listsIn(record: unknown): readonly unknown[] {
  if (typeof record !== "object" || record === null) return [];
  return Object.values(record).flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
}

/** The rows of turns that stand for more than a text. */
const rowsOf = new WeakMap<Turn, Fields>();

/** Rows that chat APIs' messages are: then they say, call and give back what these do. */
function messagesOf(turns: readonly Turn[], note: (said: string) => void): DialogInput | undefined {
  if (!turns.some((turn) => rowsOf.has(turn))) return undefined;
  const rows = turns.map((turn) => {
    const { speaker, ...message } = rowsOf.get(turn) ?? turn;
    return message["role"] === undefined || speaker === message["role"]
      ? { ...message, speaker }
      : { ...message, name: speaker };
  });
  const mapping = {
    ...messages,
    speaker: ["role", "speaker"],
    text: ["content", "text", "refusal"],
    time: ["time"],
  };
  return mappedDialog({ messages: rows }, mapping, note);
}

/** Whether a row is a message as chat APIs write it, with more than a text, or with nothing said. */
function isMessageRow(row: Fields): boolean {
  const { role, content } = row;
  if (typeof role !== "string" || keyOf(row, "dialog") === undefined) return false;
  const said = typeof content === "string" ? content : undefined;
  return (
    sayingKeys.some((key) => key in row) &&
    (said === undefined || calls.some((key) => (row[key] ?? null) !== null))
  );
}

const calls = ["tool_calls", "function_call", "tool_call_id"];

function isRow(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (isMessageRow(value as Fields)) return true;
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
  return withoutMarks(String(row[keyOf(row, column) ?? ""] as string | number));
}

function timeIn(row: Fields): { readonly time?: string | number } {
  const said = row[keyOf(row, "time") ?? ""];
  return typeof said === "string" || typeof said === "number" ? { time: said } : {};
}

function turnOf(row: unknown, line: JsonPart["line"], source: string): Turn {
  if (!isRow(row))
    throw new DataFormatError(`not a row of message-rows; expected ${looks}`, { source, line });
  if (isMessageRow(row)) {
    const { [keyOf(row, "dialog") ?? ""]: _, [keyOf(row, "time") ?? ""]: __, ...message } = row;
    const { [keyOf(row, "speaker") ?? "role"]: who, ...rest } = message;
    const speaker = typeof who === "string" && who !== "" ? who : String(row["role"]);
    const turn = { ...timeIn(row), speaker, text: "" };
    rowsOf.set(turn, { ...rest, ...timeIn(row), speaker, role: row["role"] });
    return turn;
  }
  const taken = (["dialog", "speaker", "text", "time"] as const).map((column) => keyOf(row, column));
  const [, , text = ""] = taken;
  const further = Object.entries(row).filter(
    ([key, value]) => !taken.includes(key) && value !== null && value !== "",
  );
  const named = further.map(([key, value]) => [key === "speaker" || key === "text" ? `${key}_` : key, value]);
  return {
    ...Object.fromEntries(named),
    ...timeIn(row),
    speaker: cellOf(row, "speaker"),
    text: String(row[text] as string),
  };
}
