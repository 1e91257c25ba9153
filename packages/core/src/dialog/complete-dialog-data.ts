import type { DialogData, DialogKey } from "./dialog-data.ts";

/** A dialogue's parts: those of the format, all of them and in its order, and those of whoever wrote it. */
export interface DialogParts {
  readonly known: Pick<DialogData, DialogKey>;
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * The parts of a dialogue's frozen JSON with what is missing filled in; nothing where its schema would refuse something.
 * Nearly all dialogues are right, and asking the schema about each costs more than everything else about one.
 *
 * @param wereRight turns and events that were found to be right before
 */
export function completeDialogData(
  data: unknown,
  wereRight: Partial<Pick<DialogData, "turns" | "events">> = {},
): DialogParts | undefined {
  if (!isRecord(data)) return undefined;
  const known: Record<string, unknown> = {};
  for (const [key, complete] of fieldList) {
    const value = wereRight[key as "turns" | "events"] ?? complete(data[key] ?? null);
    if (value === undefined) return undefined;
    known[key] = value;
  }
  const others = Object.keys(data).filter((key) => !Object.hasOwn(fields, key));
  const extra = Object.freeze(Object.fromEntries(others.map((key) => [key, data[key]])));
  return { known: known as unknown as DialogParts["known"], extra };
}

/** Gives a value as the format has it, and nothing for a wrong one. */
type Complete = (value: unknown) => unknown;

const orNull =
  (isRight: (value: unknown) => boolean): Complete =>
  (value) =>
    value === null || isRight(value) ? value : undefined;

const text = orNull(isText);
const textOrRecord = orNull((value) => isText(value) || isRecord(value));
const id = orNull((value) => isText(value) || Number.isSafeInteger(value));

const fields: Readonly<Record<DialogKey, Complete>> = {
  version: text,
  timestamp: text,
  model: textOrRecord,
  seed: orNull((value) => typeof value === "number"),
  id,
  parentId: id,
  complete: orNull((value) => typeof value === "boolean"),
  personas: orNull(isRecord),
  context: textOrRecord,
  scenario: textOrRecord,
  turns: (value) => (value === null ? Object.freeze([]) : all(value, completeTurn)),
  events: (value) => (value === null ? null : all(value, completeEvent)),
  annotations: textOrRecord,
  notes: (value) => value,
};
const fieldList = Object.entries(fields);

function completeTurn(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  const { speaker = null, text: said } = value;
  if (text(speaker) === undefined || !isText(said)) return undefined;
  return inOrder(value, { speaker, text: said });
}

function completeEvent(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  const { agent = null, action, actionLabel = null, content, timestamp } = value;
  if (text(agent) === undefined || !isText(action) || text(actionLabel) === undefined) return undefined;
  if (!isText(content) && (typeof content !== "object" || content === null)) return undefined;
  if (typeof timestamp !== "number") return undefined;
  return inOrder(value, { agent, action, actionLabel, content, timestamp });
}

/** The value itself where it begins with the keys of `first`, in their order; else one that does. */
function inOrder(
  value: Readonly<Record<string, unknown>>,
  first: Readonly<Record<string, unknown>>,
): unknown {
  const [names, wanted] = [Object.keys(value), Object.keys(first)];
  return wanted.every((name, at) => names[at] === name) ? value : Object.freeze({ ...first, ...value });
}

/** The list with every item completed, itself where none changes; nothing where one is wrong. */
function all(list: unknown, complete: Complete): readonly unknown[] | undefined {
  if (!Array.isArray(list)) return undefined;
  let changed: unknown[] | undefined;
  for (const [at, item] of list.entries()) {
    const completed = complete(item);
    if (completed === undefined) return undefined;
    if (completed !== item) (changed ??= [...(list as unknown[])])[at] = completed;
  }
  return changed === undefined ? (list as unknown[]) : Object.freeze(changed);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
