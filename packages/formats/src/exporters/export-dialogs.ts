import { basename, resolve } from "node:path";
import { createByName, type Dialog, type DialogSource, InvalidArgumentError, lookUp } from "@sdialog/core";
import { makeFolder, unmakeFolder, toFileError } from "@sdialog/core/fs";
import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { $ZodObject } from "zod/v4/core";
import { dialogsOf, repeatable } from "../dialog-source.ts";
import {
  type ChatMessageOptions,
  chatMessageOptionNames,
  chatMessages,
  opensAsAssistant,
  trainableMessages,
} from "../messages/chat-messages.ts";
import { hasWordsBesideCalls, openingOf } from "../messages/exported-rows.ts";
import { type AssistantChoice, findAssistant } from "../messages/find-assistant.ts";
import {
  partOptionNames,
  splitDialogs,
  type SplitName,
  splitNames,
  type SplitOptions,
} from "../split/split-dialogs.ts";
import type { Problem, ProblemReason } from "../training/problem.ts";
import {
  TrainingFilter,
  type TrainingFilterOptions,
  trainingFilterOptionNames,
} from "../training/training-filter.ts";
import { formFor, readsForm, trainerNamed } from "../training/trainers.ts";
import { countReasons } from "../training/validate-dialogs.ts";
import "./built-in-exporters.ts";
import { datasetCard } from "./dataset-card.ts";
import { PartFiles } from "./part-files.ts";
import { isOpened } from "./text-formats.ts";

/** Where dialogues are written, in which format, and which are left out. */
export interface ExportOptions extends TrainingFilterOptions {
  /** Folder to write to, made when missing: it gets a file for each part, and for `messages` and `parquet` a dataset card. */
  readonly out: string;
  /** Name of the exporter: `registered("exporter")` lists them. Default: the form that the trainer `for` reads, else `messages`. */
  readonly format?: string | undefined;
  /** Parts of the dataset. Default: everything is `train`. */
  readonly split?: Omit<SplitOptions, "assistant"> | undefined;
  /** For `dpo`: the dialogues whose answers are worse, each beside the one with the same task or id. Default: the drafts that guards refused. */
  readonly rejected?: DialogSource | undefined;
  /** For `chat-template` and `tokens`: a `.jinja` file, or a model's `tokenizer_config.json`. */
  readonly template?: string | undefined;
  /** Name on the dataset card. Default: the folder's. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for every dialogue that is left out. */
  readonly onSkip?: ((dialog: Dialog, problems: readonly Problem[]) => void) | undefined;
  /** Called from time to time with how many dialogues were written. */
  readonly onProgress?: ((written: number) => void) | undefined;
}

const exportOptionNames: OptionNames<ExportOptions> = {
  out: true,
  format: true,
  split: partOptionNames,
  rejected: true,
  template: true,
  name: true,
  signal: true,
  onSkip: true,
  onProgress: true,
  ...trainingFilterOptionNames,
};

/** What is changed in a dialogue so that it fits. */
type Mending = "opening" | "unasked" | "tail" | "beside" | "attachments" | "times";

/** What an export wrote, and what it left out. */
export interface ExportSummary {
  /** Rows by part. */
  readonly written: Readonly<Partial<Record<SplitName, number>>>;
  /** Paths of what was written; none when every dialogue was left out. */
  readonly files: readonly string[];
  /** Who the assistant is; nothing where a format knows no assistant. */
  readonly assistant?: AssistantChoice | undefined;
  /** Dialogues that were left out. */
  readonly skipped: number;
  /** Those, by reason; one may have several. */
  readonly reasons: Readonly<Partial<Record<ProblemReason, number>>>;
  /** The first hundred of them. */
  readonly examples: readonly { readonly id: string | number; readonly problems: readonly Problem[] }[];
  /**
   * Dialogues that were changed to fit: `opening` counts those whose opening went into the system message, `unasked`
   * those whose opening is no row where rows are answers, `tail` those whose last words, which the assistant does not
   * answer, were left out, `beside` those of which words beside a call stand behind its result, or are lost where no answer
   * follows, since the format has no place for both, `attachments` those of whose images and files a placeholder stands in the text.
   */
  readonly mended: Readonly<Partial<Record<Mending, number>>>;
  /** What is to be said of the dataset as a whole. */
  readonly remarks: readonly string[];
}

/**
 * Writes dialogues in a format for training. Dialogues that cannot be trained on are left out and counted. Only what
 * identifies duplicates and personas is held in memory. An export that fails leaves nothing behind, and neither does one that
 * leaves all dialogues out: its summary has no files.
 *
 * @throws UnknownNameError for a format nobody registered; InvalidArgumentError for options that do not go together,
 *   such as a format that the trainer does not read, or when it is not clear who the assistant is; DataFormatError for a broken source
 */
export async function exportDialogs(source: DialogSource, options: ExportOptions): Promise<ExportSummary> {
  checkOptions("exportDialogs", options, exportOptionNames);
  requireArguments("exportDialogs", arguments, 2);
  const { out, split, template, rejected, tokenizer } = options;
  const trainer = trainerNamed(options.for);
  const { format = formFor(trainer) } = options;
  const entry = lookUp("exporter", format);
  if (entry.form !== undefined && !readsForm(trainer, entry.form))
    throw new InvalidArgumentError(`The trainer "${options.for}" does not read the format "${format}"`, {
      hint: `Leave the format out, or name the one that it reads: "${formFor(trainer)}".`,
    });
  // The tokenizer also counts, for whatever format: only some write with it.
  const writesTokens = entry.schema instanceof $ZodObject && "tokenizer" in entry.schema._zod.def.shape;
  const own = Object.fromEntries(
    Object.entries({ template, rejected, ...(writesTokens ? { tokenizer } : {}) }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  // Told first, so that a misspelt option does not wait for a long reading.
  const dialogs = await repeatable(source);
  const assistant = entry.training ? await findAssistant(dialogs, options.assistant) : undefined;
  const shown: ChatMessageOptions = {
    ...pickOptions(options, chatMessageOptionNames),
    assistant: assistant?.assistant ?? options.assistant,
    opening: options.opening ?? entry.opening ?? openingOf[entry.form ?? "messages"],
  };
  const exporter = await createByName("exporter", format, own, shown);
  const filter = entry.training
    ? await TrainingFilter.create(
        {
          ...pickOptions(options, trainingFilterOptionNames),
          ...shown,
          for: options.for ?? entry.trainer ?? template,
        },
        { weights: entry.weights ?? false, form: entry.form ?? "messages" },
      )
    : undefined;
  const { answers = false, timeless = false } = entry;
  const parted = entry.form === "sharegpt";
  const selection = new Selection(dialogs, filter, { ...shown, answers, timeless, parted }, options);
  let made: readonly string[] = [];
  const files = new PartFiles(out, entry.extension);
  try {
    made = await makeFolder(out);
    const part =
      split === undefined
        ? undefined
        : await splitDialogs(dialogsOf(dialogs), { assistant: shown.assistant, ...split });
    const names =
      part === undefined ? (["train"] as const) : splitNames.filter((name) => wanted(split, name));
    const written: Partial<Record<SplitName, number>> = {};
    for (const name of names) {
      const belonging = selection.of((dialog) => part === undefined || part(dialog) === name);
      written[name] = await files.write(name, exporter, belonging, (dialog, error) =>
        selection.skip(dialog, [{ reason: error.reason, message: error.message }]),
      );
    }
    if (entry.card === true) {
      const splits = Object.fromEntries(
        names.map((name) => [name, { file: files.nameOf(name), dialogs: written[name] ?? 0 }]),
      );
      const { models, turns } = selection;
      const name = options.name ?? basename(resolve(out));
      await files.writeText("README.md", datasetCard({ name, splits, models: [...models], turns }));
    }
    const { skipped, reasons, examples, mended } = selection;
    const total = Object.values(written).reduce((sum, count) => sum + count, 0);
    // A trainer would take an empty file for a dataset.
    const isNothing = total === 0 && skipped > 0;
    if (isNothing) {
      await files.discard();
      await unmakeFolder(made);
    }
    const remarks = [
      ...(options.format === undefined && format !== "messages"
        ? [`Written as ${format}, which is what ${options.for} reads.`]
        : []),
      ...files.remarks,
      ...(filter?.remarks(total) ?? []),
      ...names
        .filter((name) => part !== undefined && written[name] === 0 && !isNothing)
        .map((name) => `No dialogue fell into ${name}: its file is empty.`),
    ];
    const kept = isNothing ? [] : await files.keep();
    return { written, files: kept, assistant, skipped, reasons, examples, mended, remarks };
  } catch (error) {
    await files.discard();
    await unmakeFolder(made);
    throw toFileError(error, out);
  }
}

function wanted(split: ExportOptions["split"], name: SplitName): boolean {
  return split?.shares === undefined || (split.shares[name] ?? 0) > 0;
}

function hasAttachments(turn: object): boolean {
  const { attachments } = turn as { readonly attachments?: unknown };
  return Array.isArray(attachments) && attachments.length > 0;
}

/** The dialogues that are written, with one pass through the source for each part. */
class Selection {
  readonly reasons: Partial<Record<ProblemReason, number>> = {};
  readonly mended: Partial<Record<Mending, number>> = {};
  readonly examples: { id: string | number; problems: readonly Problem[] }[] = [];
  readonly models = new Set<string>();
  skipped = 0;
  turns = 0;
  readonly #source: DialogSource;
  readonly #filter: TrainingFilter | undefined;
  readonly #shown: ChatMessageOptions;
  readonly #answers: boolean;
  readonly #timeless: boolean;
  readonly #parted: boolean;
  readonly #options: ExportOptions;
  #total = 0;

  constructor(
    source: DialogSource,
    filter: TrainingFilter | undefined,
    {
      answers,
      timeless,
      parted,
      ...shown
    }: ChatMessageOptions & Readonly<Record<"answers" | "timeless" | "parted", boolean>>,
    options: ExportOptions,
  ) {
    this.#source = source;
    this.#filter = filter;
    this.#shown = shown;
    this.#answers = answers;
    this.#timeless = timeless;
    this.#parted = parted;
    this.#options = options;
  }

  async *of(belongs: (dialog: Dialog) => boolean): AsyncGenerator<Dialog> {
    const { signal, onProgress } = this.#options;
    for await (const dialog of dialogsOf(this.#source)) {
      signal?.throwIfAborted();
      if (!belongs(dialog)) continue;
      const problems = this.#filter?.check(dialog) ?? [];
      if (problems.length > 0) {
        this.skip(dialog, problems);
        continue;
      }
      this.turns += dialog.length;
      const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
      if (typeof model === "string") this.models.add(model);
      if (this.#shown.opening === "system" && opensAsAssistant(dialog, this.#shown)) this.#mend("opening");
      else if (this.#answers && isOpened(dialog, this.#shown)) this.#mend("unasked");
      // A call that nobody has answered yet is the last of it, though nothing is said with it.
      if (this.#filter !== undefined && chatMessages(dialog, this.#shown).at(-1)?.role === "user")
        this.#mend("tail");
      if (this.#parted && hasWordsBesideCalls(trainableMessages(dialog, this.#shown))) this.#mend("beside");
      if (this.#filter !== undefined && dialog.turns.some(hasAttachments)) this.#mend("attachments");
      if (this.#timeless && dialog.turns.some(({ time }) => (time ?? "") !== "")) this.#mend("times");
      yield dialog;
      this.#total++;
      if (this.#total % 1000 === 0) onProgress?.(this.#total);
    }
  }

  #mend(mending: Mending): void {
    this.mended[mending] = (this.mended[mending] ?? 0) + 1;
  }

  skip(dialog: Dialog, problems: readonly Problem[]): void {
    this.skipped++;
    countReasons(this.reasons, problems);
    if (this.examples.length < 100) this.examples.push({ id: dialog.id, problems });
    this.#options.onSkip?.(dialog, problems);
  }
}
