import { completeDialogData, type DialogParts } from "./complete-dialog-data.ts";
import { inALanguage } from "../options/any-schema.ts";
import { type DialogData, dialogDataSchema, notDialog } from "./dialog-data.ts";

/** Turns and events of dialogues there are, by the key under which they were found to be right. */
const rightBefore = { turns: new WeakSet<object>(), events: new WeakSet<object>() };

/** Turns and events that cannot change any more need not be looked at when a dialogue is derived from theirs. */
export function rememberRight({ turns, events }: Pick<DialogData, "turns" | "events">): void {
  rightBefore.turns.add(turns);
  if (events !== null) rightBefore.events.add(events);
}

/**
 * @param data frozen JSON
 * @throws DataFormatError naming the first wrong place, as `turns[3].text: …`
 */
export function parseDialogData(data: unknown): DialogParts {
  const parts = completeDialogData(data, knownParts(data));
  if (parts !== undefined) return parts;
  // The schema has the words for what is wrong.
  const issue = inALanguage(dialogDataSchema).safeParse(data).error?.issues[0];
  const place = issue?.path.reduce<string>(
    (path, key) =>
      typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`,
    "",
  );
  throw notDialog(
    `${place === undefined || place === "" ? "" : `${place}: `}${issue?.message ?? "invalid"}`,
    issue?.path as (string | number)[] | undefined,
  );
}

function knownParts(data: unknown): Partial<Pick<DialogData, "turns" | "events">> {
  if (typeof data !== "object" || data === null) return {};
  const { turns, events } = data as Partial<DialogData>;
  return {
    ...(isObject(turns) && rightBefore.turns.has(turns) ? { turns } : {}),
    ...(isObject(events) && rightBefore.events.has(events) ? { events } : {}),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
