import { Dialog, type DialogInput } from "../dialog/dialog.ts";
import type { DialogEventInput } from "../dialog/event.ts";
import type { Turn } from "../dialog/turn.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import type { ReaderInput, ReaderOptions } from "./dialog-reader.ts";
import { withoutMarks } from "./invisible-marks.ts";
import { NameCounter } from "./name-counter.ts";
import { type OrderedTurns, turnsInOrder } from "./turns-in-order.ts";

/** A row with a turn in it, and the name of the dialogue that it belongs to: empty where it says none. */
export interface TurnRow {
  readonly dialog: string;
  /** @throws DataFormatError for a row that holds no turn */
  readonly turn: () => Turn;
}

/** What is known of the rows beside themselves. */
export interface GroupedRowsOptions extends Pick<ReaderOptions, "onError" | "onNote"> {
  /** Whether rows say which dialogue they belong to: else all of them are one. */
  readonly named: boolean;
  /** Whether rows say when they were said. */
  readonly dated: boolean;
  /** Where a row says in what role its speaker speaks, if anywhere. */
  readonly role?: "speaker" | "role" | undefined;
  /** What rows are that hold more than a text, such as calls of tools; nothing for those that do not. */
  readonly messages?:
    | ((turns: readonly Turn[], note: (said: string) => void) => DialogInput | undefined)
    | undefined;
}

/**
 * The dialogues of rows with a turn each: one, or those that the rows name. The rows are read twice, so that a dialogue
 * is given as soon as its last row is read, wherever its rows stand. Those of several dialogues, as helpdesks export
 * them, often the newest first, are put in the order of their times.
 *
 * @throws DataFormatError naming the line; bad rows go to `onError` instead, where there is one
 */
export async function* groupedRows(
  rows: () => AsyncIterable<TurnRow>,
  { source, id }: Pick<ReaderInput, "source" | "id">,
  { named, dated, role, messages, onError, onNote }: GroupedRowsOptions,
): AsyncGenerator<Dialog> {
  const left = new NameCounter();
  if (named) for await (const { dialog } of rows()) left.add(dialog);
  const open = new Map<string, Turn[]>();
  const orders: Record<OrderedTurns["order"], number> = { kept: 0, changed: 0, unknown: 0 };
  const note = (said: string): void => onNote?.(said, source);
  const made = (name: string, read: readonly Turn[]): Dialog => {
    const { turns, order } = named && dated ? turnsInOrder(read) : ({ turns: read, order: "kept" } as const);
    orders[order]++;
    return new Dialog({
      id: name === "" ? id : idOf(name),
      ...(messages?.(turns, note) ?? inRoles(turns, role, note)),
    });
  };
  let unnamed = 0;
  for await (const { dialog: name, turn } of rows()) {
    const turns = open.get(name) ?? [];
    open.set(name, turns);
    try {
      turns.push(turn());
      if (name === "") unnamed++;
    } catch (error) {
      if (onError === undefined || !(error instanceof DataFormatError)) throw error;
      onError(error);
    }
    if (!named || left.add(name, -1) > 0) continue;
    open.delete(name);
    if (turns.length > 0) yield made(name, turns);
  }
  for (const [name, turns] of open) yield made(name, turns);
  if (named && unnamed > 0) note(`${unnamed} rows that name no dialogue: gathered in one`);
  if (orders.changed > 0) note(`rows of ${orders.changed} dialogues put in the order of their times`);
  if (orders.unknown > 0)
    note(
      `rows of ${orders.unknown} dialogues left in the order of the file: some of their times are missing, or could mean another`,
    );
}

/** Words that name the role of what nobody says. */
const untold: Readonly<Record<string, "system" | "tool">> = {
  system: "system",
  developer: "system",
  tool: "tool",
  function: "tool",
};

/** Turns as a dialogue, in which the system's first words are the assistant's prompt, its later ones instructions, and a tool's are results. */
function inRoles(
  rows: readonly Turn[],
  key: GroupedRowsOptions["role"],
  note: (said: string) => void,
): DialogInput {
  const roleOf = (turn: Turn): string =>
    key === undefined
      ? ""
      : withoutMarks(String((turn[key] as string | null | undefined) ?? "")).toLowerCase();
  const kindOf = (turn: Turn): "system" | "tool" | undefined =>
    Object.hasOwn(untold, roleOf(turn)) ? untold[roleOf(turn)] : undefined;
  if (rows.every((turn) => kindOf(turn) === undefined)) return { turns: rows };
  const assistant = rows.find((turn) => roleOf(turn) === "assistant")?.speaker ?? "assistant";
  const turns: Turn[] = [];
  const events: DialogEventInput[] = [];
  const prompts: string[] = [];
  const promptKeys: object[] = [];
  for (const row of rows) {
    const { text, speaker, ...further } = row;
    const kind = kindOf(row);
    if (kind === undefined) {
      turns.push(row);
      events.push({ agent: speaker, action: "utter", content: text, timestamp: 0 });
      continue;
    }
    const who = key === "speaker" || speaker === null ? {} : { name: speaker };
    if (kind === "tool") {
      note("rows of tools: kept as results of calls that are not there");
      events.push({
        ...further,
        ...who,
        agent: assistant,
        action: "tool",
        actionLabel: "output",
        content: { name: key === "speaker" ? "" : (speaker ?? ""), output: text },
        timestamp: 0,
      });
    } else if (events.length === 0) {
      prompts.push(text);
      promptKeys.push({ ...further, ...who });
    } else
      events.push({
        ...further,
        ...who,
        agent: assistant,
        action: "instruct",
        actionLabel: "system",
        content: text,
        timestamp: 0,
      });
  }
  if (prompts.length === 0) return { turns, events };
  const system_message = promptKeys.length === 1 ? promptKeys[0] : promptKeys;
  const keys = promptKeys.some((each) => Object.keys(each).length > 0)
    ? { annotations: { system_message } }
    : {};
  return { turns, events, personas: { [assistant]: { system_prompt: prompts.join("\n") } }, ...keys };
}

/** Whole numbers stay numbers, as they are where dialogues come from files of that name. */
function idOf(name: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}
