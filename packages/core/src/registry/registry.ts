import * as z from "zod/mini";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { SDialogError } from "../errors/sdialog-error.ts";
import { nearestName } from "../nearest-name.ts";
import { type AnySchema, inALanguage } from "../options/any-schema.ts";
import { checkArguments, requireArguments } from "../options/check-arguments.ts";
import { issueSentence, issueSentences } from "../options/issue-sentence.ts";
import {
  type ContextOf,
  type Entry,
  type EntryFields,
  type MadeOf,
  type NewEntry,
  type NoOptions,
  type RegistryKind,
  registryKinds,
} from "./registry-kinds.ts";
import { UnknownNameError } from "./unknown-name-error.ts";

type Entries = Map<string, EntryFields>;

// On the global object rather than in this module, so that all installed copies of this package share one registry.
const key = Symbol.for("sdialog.registry.1");
const shared = globalThis as { [key]?: Map<string, Entries> };

/**
 * Makes something known by name, for model strings, recipes, the command line and the playground. A later entry of
 * the same kind and name takes the place of an earlier one, with a warning unless both come `from` the same package.
 *
 * ```ts
 * import { register } from "@sdialog/core";
 * import * as z from "zod";
 *
 * register("orchestrator", {
 *   name: "Patience",
 *   description: "asks the speaker to take its time",
 *   schema: z.strictObject({ words: z.int().default(20) }),
 *   create: ({ words }) => ({
 *     label: "Patience",
 *     persistent: false,
 *     begin: () => ({ instruct: () => `Use at least ${words} words.` }),
 *     toJSON: () => ({ name: "Patience", args: { words } }),
 *   }),
 * });
 * ```
 *
 * @throws InvalidArgumentError for a kind there is not, an empty name or description, or a `create` that is not a function
 */
export function register<Kind extends RegistryKind, Schema extends AnySchema = NoOptions>(
  kind: Kind,
  entry: NewEntry<Kind, Schema>,
): void {
  requireArguments("register", arguments, 2);
  const entries = entriesOf(kind);
  const added = checkedEntry(kind, entry);
  for (const name of [added.name, ...(added.aliases ?? [])]) {
    const earlier = entries.get(name);
    if (earlier !== undefined && earlier !== added && !sameSource(earlier, added))
      warn(`The ${kind} "${name}"${by(earlier)} is replaced by a later one${by(added)}`);
    if (earlier?.name === name) forget(entries, earlier);
    entries.set(name, added);
  }
}

/** What is registered under a name or an alias. @throws UnknownNameError with the nearest known name */
export function lookUp<Kind extends RegistryKind>(kind: Kind, name: string): Entry<Kind> {
  const entries = entriesOf(kind);
  const entry = entries.get(name);
  if (entry === undefined) throw new UnknownNameError(kind, name, [...entries.keys()]);
  return entry as Entry<Kind>;
}

/** Everything of a kind, each once, in the order of registration. */
export function registered<Kind extends RegistryKind>(kind: Kind): readonly Entry<Kind>[] {
  requireArguments("registered", arguments, 1);
  return [...new Set(entriesOf(kind).values())] as Entry<Kind>[];
}

/** Kinds of this package whose entries are made of options alone. */
const withoutContext: ReadonlySet<string> = new Set(["persona", "orchestrator", "policy"]);

/**
 * Makes something by name from untrusted options, which are checked and completed with defaults first.
 *
 * @param options what the entry's schema describes, for example from a recipe or a form
 * @param context what entries of this kind are given besides
 * @throws UnknownNameError with the nearest known name; InvalidArgumentError for options that do not fit the schema,
 *   or that `create` refuses
 */
export function createByName<Kind extends RegistryKind>(
  kind: Kind,
  name: string,
  options: unknown = {},
  ...context: ContextOf<Kind>
): MadeOf<Kind> {
  checkArguments("createByName", arguments, withoutContext.has(kind) ? 3 : 4);
  requireArguments("createByName", arguments, 2);
  const { schema = z.strictObject({}), create } = lookUp(kind, name);
  const parsed = inALanguage(schema).safeParse(options, { error: issueSentence });
  if (!parsed.success) {
    throw new InvalidArgumentError(`${name}: ${issueSentences(parsed.error.issues)}`, {
      cause: parsed.error,
    });
  }
  try {
    return create(parsed.data as never, ...context);
  } catch (error) {
    // Options that depend on each other, such as a minimum and a maximum, are checked by the entry itself.
    if (!SDialogError.isInstance(error) || error.code !== "invalid_argument") throw error;
    throw new InvalidArgumentError(`${name}: ${error.message}`, { hint: error.hint, cause: error });
  }
}

/** How many names there are of a kind, for who looks often whether something was added. */
export function countNames(kind: RegistryKind): number {
  return entriesOf(kind).size;
}

function entriesOf(kind: string): Entries {
  if (!(registryKinds as readonly string[]).includes(kind)) {
    const nearest = nearestName(kind, registryKinds);
    throw new InvalidArgumentError(`There is no kind of entry called "${kind}"`, {
      hint: nearest === undefined ? `Kinds: ${registryKinds.join(", ")}.` : `Did you mean "${nearest}"?`,
    });
  }
  const kinds = (shared[key] ??= new Map());
  const entries = kinds.get(kind) ?? new Map<string, EntryFields>();
  kinds.set(kind, entries);
  return entries;
}

/** The entry, once it is known to be what the types promise: whoever registers may not write TypeScript. */
function checkedEntry(kind: string, entry: unknown): EntryFields {
  const { name, aliases = [], description, create } = entry as Partial<Entry<RegistryKind>>;
  for (const known of [name, ...aliases]) {
    if (typeof known !== "string" || known.trim() === "" || known !== known.trim())
      throw new InvalidArgumentError(`${JSON.stringify(known)} cannot be the name of a ${kind}`, {
        hint: "Use a name without spaces around it.",
      });
  }
  if (typeof description !== "string" || description.trim() === "")
    throw new InvalidArgumentError(`The ${kind} "${name}" has no description`, {
      hint: "Say in one line what it is or does; lists show it.",
    });
  if (typeof create !== "function")
    throw new InvalidArgumentError(`The ${kind} "${name}" has no function \`create\` that makes it`);
  return entry as EntryFields;
}

function forget(entries: Entries, entry: EntryFields): void {
  for (const [name, known] of entries) if (known === entry) entries.delete(name);
}

/** The same package loaded twice, from two places or as two copies, brings the same things. */
function sameSource(a: EntryFields, b: EntryFields): boolean {
  return a.from !== undefined && a.from === b.from;
}

function by({ from }: EntryFields): string {
  return from === undefined ? "" : ` from ${from}`;
}

function warn(message: string): void {
  const { process } = globalThis as {
    readonly process?: { emitWarning?(message: string, options: object): void };
  };
  // oxlint-disable-next-line no-console -- where browsers show warnings
  if (process?.emitWarning === undefined) console.warn(message);
  else process.emitWarning(message, { type: "SDialogWarning", code: "sdialog_replaced" });
}
