import type { output } from "zod/mini";
import type { AnySchema } from "../options/any-schema.ts";
import type { AttributeModel, AttributeShape } from "../attributes/attribute-model.ts";
import type { Metadata } from "../attributes/metadata.ts";
import type {
  DialogReader,
  ExportLayout,
  FolderEntry,
  ReaderFit,
  ReaderOptions,
  ReaderSample,
} from "../text/dialog-reader.ts";
import type { Dialog } from "../dialog/dialog.ts";
import type { SourceRequest } from "../text/source-request.ts";
import type { Orchestrator } from "../orchestration/orchestrator.ts";

/**
 * What the entries of one kind are: what they make, what `create` is given besides the options, and what else they
 * carry.
 */
export interface KindOf<Made, Context = undefined, Fields = unknown> {
  readonly made: Made;
  readonly context: Context;
  readonly fields: Fields;
}

/** Any persona class, built in or of your own. */
export interface PersonaClass {
  new (attributes?: never, metadata?: Metadata): AttributeModel;
  readonly className: string;
  readonly shape: AttributeShape;
  descriptions(): Record<string, string>;
  fromJSON(json: unknown, source?: string): AttributeModel;
}

/**
 * Every kind of thing that can be had by name. The package that owns a kind says here what its entries are:
 *
 * ```ts no-run
 * import type { KindOf } from "@sdialog/core";
 *
 * declare module "@sdialog/core" {
 *   interface RegistryKinds {
 *     metric: KindOf<DialogScore, MetricContext>;
 *   }
 * }
 * ```
 */
export interface RegistryKinds {
  /** A persona class; its attributes are the options. */
  persona: KindOf<AttributeModel, undefined, { readonly class: PersonaClass }>;
  /** A rule that steers a speaker. */
  orchestrator: KindOf<Orchestrator>;
  /** A way for a simulated user to behave, whoever it is and whatever it wants: a rule as orchestrators are. */
  policy: KindOf<Orchestrator>;
  /** A format that dialogues are read from. */
  reader: KindOf<
    DialogReader,
    ReaderOptions,
    {
      /** What the names of such files end in, in lower case: `[".csv"]`. */
      readonly extensions: readonly string[];
      /** How well the beginning of a file fits. Left out: files are known by their extensions alone. */
      readonly detect?: ((sample: ReaderSample) => ReaderFit) | undefined;
      /** Where the dialogues of a folder stand, if it is what this format's tool exports; nothing for other folders. */
      readonly layout?: ((entries: readonly FolderEntry[]) => ExportLayout | undefined) | undefined;
    }
  >;
  /** Where dialogues come from besides the disk. Its name is what stands before a colon: `hf` of `hf:owner/name`. */
  source: KindOf<AsyncIterable<Dialog>, SourceRequest>;
}

/** The kinds there are, as {@link register} knows them while a program runs. */
export const registryKinds = [
  "backend",
  "persona",
  "orchestrator",
  "policy",
  "metric",
  "judge",
  "evaluator",
  "chatbot",
  "recipe",
  "executor",
  "reader",
  "source",
  "exporter",
  "scenario",
  "speech",
  "prompt",
] as const;

/** A kind of thing that can be had by name. */
export type RegistryKind = keyof RegistryKinds;

/** What an entry makes. */
export type MadeOf<Kind extends RegistryKind> = RegistryKinds[Kind]["made"];

/** What `create` takes after the options: one argument or none. */
export type ContextOf<Kind extends RegistryKind> = RegistryKinds[Kind]["context"] extends undefined
  ? readonly []
  : readonly [context: RegistryKinds[Kind]["context"]];

/** The schema of an entry that takes no options. */
export type NoOptions = AnySchema<Record<never, never>>;

/** What is known of everything that can be had by name. */
export interface EntryFields {
  readonly name: string;
  /** Other names it can be had by. */
  readonly aliases?: readonly string[] | undefined;
  /** One line for lists: what it is or does. */
  readonly description: string;
  /** The package that brings it, for lists and for notices. */
  readonly from?: string | undefined;
}

/** An entry as it is written: `create` takes what `schema` makes of the options. */
export type NewEntry<Kind extends RegistryKind, Schema extends AnySchema = NoOptions> = EntryFields &
  RegistryKinds[Kind]["fields"] & {
    /** What the options look like; checks, forms and JSON schemas are drawn from it. Default: it takes none. */
    readonly schema?: Schema | undefined;
    readonly create: (options: output<Schema>, ...context: ContextOf<Kind>) => MadeOf<Kind>;
  };

/** An entry as it is found. */
export type Entry<Kind extends RegistryKind> = EntryFields &
  RegistryKinds[Kind]["fields"] & {
    /** What the options look like. Default: it takes none. */
    readonly schema?: AnySchema | undefined;
    /** Makes it of options that `schema` has parsed; {@link createByName} does both. */
    readonly create: (options: never, ...context: ContextOf<Kind>) => MadeOf<Kind>;
  };
