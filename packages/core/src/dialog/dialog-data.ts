import { distance } from "fastest-levenshtein";
import * as z from "zod/mini";
import { orNull } from "../options/any-schema.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { type DialogEvent, eventSchema } from "./event.ts";
import { type Turn, turnSchema } from "./turn.ts";

/**
 * A dialogue as JSON, key for key as Python SDialog writes it. Keys beyond these belong to whoever wrote them
 * and are carried along.
 */
export interface DialogData {
  readonly version: string | null;
  /** When it was made, ISO 8601 in UTC. */
  readonly timestamp: string | null;
  /** The model's name, or its name and parameters. */
  readonly model: string | Record<string, unknown> | null;
  readonly seed: number | null;
  readonly id: number | string | null;
  /** The dialogue it was derived from. */
  readonly parentId: number | string | null;
  /** Whether the dialogue came to its own end; `null` when nobody knows. */
  readonly complete: boolean | null;
  /** Speaker name → persona. */
  readonly personas: Record<string, unknown> | null;
  readonly context: string | Record<string, unknown> | null;
  readonly scenario: string | Record<string, unknown> | null;
  readonly turns: readonly Turn[];
  /** `null` when what happened was not recorded. */
  readonly events: readonly DialogEvent[] | null;
  readonly annotations: string | Record<string, unknown> | null;
  readonly notes: unknown;
  readonly [key: string]: unknown;
}

const record = z.record(z.string(), z.unknown());
const text = orNull(z.string());
const id = orNull(z.union([z.int(), z.string()]));
const textOrRecord = orNull(z.union([z.string(), record]));

/** A seed of 64 bits is read as the text of its digits, so that it can be refused by name instead of rounded. */
const seedError = ({ input }: { readonly input?: unknown }): string | undefined =>
  typeof input === "string" && /^-?\d+$/.test(input) && !Number.isSafeInteger(Number(input))
    ? `${input} is too large to be held exactly: at most ${Number.MAX_SAFE_INTEGER}`
    : undefined;

export const dialogDataSchema = z.looseObject({
  version: text,
  timestamp: text,
  model: textOrRecord,
  seed: orNull(z.number({ error: seedError })),
  id,
  parentId: id,
  complete: orNull(z.boolean()),
  personas: orNull(record),
  context: textOrRecord,
  scenario: textOrRecord,
  turns: z.pipe(
    z.nullish(z.array(turnSchema)),
    z.transform((value) => value ?? []),
  ),
  events: orNull(z.array(eventSchema)),
  annotations: textOrRecord,
  notes: z._default(z.unknown(), null),
});

export type DialogKey = keyof typeof dialogDataSchema.shape;

/** The keys of the format in the order they are written. */
export const dialogKeys = Object.keys(dialogDataSchema.shape) as readonly DialogKey[];

export function notDialog(reason: string, path: readonly (string | number)[] = []): DataFormatError {
  return new DataFormatError(`not a dialogue: ${reason}`, {
    path,
    hint: 'A dialogue is an object with "turns": [{"speaker", "text"}, …].',
  });
}

/**
 * A key of one's own is kept, but one that is nearly a key of the format is that key misspelled, and would be missed:
 * `scenarios`, `parent_id`. Where the key itself is there, too, it is not.
 *
 * @throws InvalidArgumentError naming both
 */
export function checkKeys(data: unknown): void {
  if (typeof data !== "object" || data === null) return;
  for (const key of Object.keys(data)) {
    if (isDialogKey(key)) continue;
    const meant = nearlyKeys(key).find((known) => !Object.hasOwn(data, known));
    if (meant === undefined) continue;
    throw new InvalidArgumentError(`A dialogue has no "${key}"; did you mean "${meant}"?`, {
      hint: `Keys of the format: ${dialogKeys.join(", ")}. Keys of your own need names that are less like these.`,
    });
  }
}

/** The keys of one's own that there were, with what they nearly are; dialogues by the thousand have the same few. */
const nearly = new Map<string, readonly DialogKey[]>();

function nearlyKeys(key: string): readonly DialogKey[] {
  let near = nearly.get(key);
  if (near === undefined) {
    near = dialogKeys.filter((known) => isMisspelled(key, known));
    // Whoever makes up a key for each dialogue must not fill the memory with them.
    if (nearly.size < 1000) nearly.set(key, near);
  }
  return near;
}

function isMisspelled(key: string, known: string): boolean {
  const [given, meant] = [key, known].map((name) => name.replaceAll(/[_-]/g, "").toLowerCase());
  return distance(given as string, meant as string) <= (known.length < 4 ? 0 : known.length < 7 ? 1 : 2);
}

export function isDialogKey(key: string): key is DialogKey {
  return Object.hasOwn(dialogDataSchema.shape, key);
}
