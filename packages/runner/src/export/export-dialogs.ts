import { open, rename, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { makeFolder } from "@sdialog/core/fs";
import { storeError } from "../errors/store-error.ts";
import { datasetCard } from "./dataset-card.ts";
import { findProblems, type Problem, type ProblemOptions, type ProblemReason } from "./find-problems.ts";
import { chatTemplateFormat } from "./formats/chat-template.ts";
import { writeParquet } from "./formats/parquet.ts";
import { pairOf, refusedPairs } from "./formats/preference-pairs.ts";
import { messagesRow, type TextFormat, textFormats } from "./formats/text-formats.ts";
import { type DialogSource, readSource } from "../dialogs/read-source.ts";
import { splitDialogs, type SplitName, splitNames, type SplitOptions } from "./split-dialogs.ts";
import { DuplicateFilter } from "./validate-dialogs.ts";

/** Every format in which dialogues can be exported. */
export const exportFormats = [
  "jsonl",
  "openai",
  "sharegpt",
  "messages",
  "parquet",
  "dpo",
  "chat-template",
  "csv",
  "txt",
] as const;
/** A format in which dialogues can be exported. */
export type ExportFormat = (typeof exportFormats)[number];

/** Where dialogues are written, in which format, and which are left out. */
export interface ExportOptions extends ProblemOptions {
  /** Folder to write to, made when missing: it gets a file for each part, and for `messages` and `parquet` a dataset card. */
  readonly out: string;
  readonly format: ExportFormat;
  /** Parts of the dataset. Default: everything is `train`. */
  readonly split?: Omit<SplitOptions, "assistant"> | undefined;
  /** For `dpo`: the dialogues whose answers are worse, each beside the one with the same task or id. Default: the drafts that guards refused. */
  readonly rejected?: DialogSource | undefined;
  /** For `chat-template`: a `.jinja` file, or a model's `tokenizer_config.json`. */
  readonly template?: string | undefined;
  /** Name on the dataset card. Default: the folder's. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for every dialogue that is left out. */
  readonly onSkip?: ((dialog: Dialog, problems: readonly Problem[]) => void) | undefined;
  /** Called from time to time with how many dialogues were written. */
  readonly onProgress?: ((written: number) => void) | undefined;
}

/** What an export wrote, and what it left out. */
export interface ExportSummary {
  /** Rows by part. */
  readonly written: Readonly<Partial<Record<SplitName, number>>>;
  /** Paths of what was written. */
  readonly files: readonly string[];
  /** Dialogues that were left out. */
  readonly skipped: number;
  /** Those, by reason; one may have several. */
  readonly reasons: Readonly<Partial<Record<ProblemReason, number>>>;
}

/**
 * Writes dialogues in a format for training. Dialogues that cannot be trained on are left out and counted. Only what
 * identifies duplicates and personas is held in memory.
 *
 * @throws InvalidArgumentError for options that do not go together; DataFormatError for a broken source
 */
export async function exportDialogs(source: DialogSource, options: ExportOptions): Promise<ExportSummary> {
  checkOptions(options);
  const { out, format, split } = options;
  const writing = new Writing(source, options);
  try {
    await makeFolder(out);
    const part =
      split === undefined ? undefined : await splitDialogs(readSource(source), { ...options, ...split });
    const names =
      part === undefined ? (["train"] as const) : splitNames.filter((name) => wanted(split, name));
    const written: Partial<Record<SplitName, number>> = {};
    const files: string[] = [];
    for (const name of names) {
      const file = await writing.write(name, (dialog) => part === undefined || part(dialog) === name);
      written[name] = file.rows;
      files.push(file.path);
    }
    if (format === "messages" || format === "parquet") {
      const splits = Object.fromEntries(
        names.map((name, index) => [
          name,
          { file: basename(files[index] as string), dialogs: written[name] ?? 0 },
        ]),
      );
      const { models, turns } = writing;
      const card = datasetCard({
        name: options.name ?? basename(resolve(out)),
        splits,
        models: [...models],
        turns,
      });
      await writeFile(join(out, "README.md"), card);
      files.push(join(out, "README.md"));
    }
    return { written, files, skipped: writing.skipped, reasons: writing.reasons };
  } catch (error) {
    throw storeError(error, out);
  }
}

function checkOptions({ format, rejected, template }: ExportOptions): void {
  if (!exportFormats.includes(format)) {
    throw new InvalidArgumentError(`There is no format "${format}"`, {
      hint: `Formats are: ${exportFormats.join(", ")}.`,
    });
  }
  if ((format === "chat-template") !== (template !== undefined)) {
    throw new InvalidArgumentError(
      template === undefined
        ? "The format chat-template needs a template"
        : `The format ${format} does not use a template`,
      { hint: "Name a .jinja file, or the tokenizer_config.json of a model." },
    );
  }
  if (rejected !== undefined && format !== "dpo")
    throw new InvalidArgumentError(`The format ${format} does not use rejected dialogues`, {
      hint: "Leave them out, or choose the format dpo.",
    });
}

function wanted(split: ExportOptions["split"], name: SplitName): boolean {
  return split?.shares === undefined || (split.shares[name] ?? 0) > 0;
}

/** One pass through the source for each part. */
class Writing {
  readonly reasons: Partial<Record<ProblemReason, number>> = {};
  readonly models = new Set<string>();
  skipped = 0;
  turns = 0;
  readonly #source: DialogSource;
  readonly #options: ExportOptions;
  #rejected: ReadonlyMap<string, Dialog> | undefined;
  readonly #duplicates = new DuplicateFilter();
  #total = 0;

  constructor(source: DialogSource, options: ExportOptions) {
    this.#source = source;
    this.#options = options;
  }

  async write(
    name: SplitName,
    belongs: (dialog: Dialog) => boolean,
  ): Promise<{ path: string; rows: number }> {
    const { out, format } = this.#options;
    let rows = 0;
    const counted = this.#count(this.#dialogs(belongs), () => rows++);
    if (format === "parquet") {
      const path = join(out, `${name}.parquet`);
      await writeParquet(`${path}.new`, this.#rows(counted));
      await rename(`${path}.new`, path);
      return { path, rows };
    }
    const writer = await this.#format();
    const path = join(out, `${name}.${writer.extension}`);
    const file = await open(`${path}.new`, "w");
    try {
      let waiting = writer.header ?? "";
      for await (const dialog of counted) {
        const text = writer.write(dialog, this.#options);
        // A dialogue may hold any number of pairs, each a line.
        if (format === "dpo") rows += (text.match(/\n/g)?.length ?? 0) - 1;
        waiting += text;
        if (waiting.length < 1_000_000) continue;
        await file.appendFile(waiting);
        waiting = "";
      }
      await file.appendFile(waiting);
    } finally {
      await file.close();
    }
    // A file under its own name is complete.
    await rename(`${path}.new`, path);
    return { path, rows };
  }

  async #format(): Promise<TextFormat> {
    const { format, template } = this.#options;
    if (format === "chat-template") return chatTemplateFormat(template ?? "");
    if (format === "dpo") return this.#preferencePairs();
    return textFormats[format as keyof typeof textFormats];
  }

  async #preferencePairs(): Promise<TextFormat> {
    const { rejected } = this.#options;
    if (rejected !== undefined && this.#rejected === undefined) {
      const byMatch = new Map<string, Dialog>();
      for await (const dialog of readSource(rejected)) byMatch.set(matchOf(dialog), dialog);
      this.#rejected = byMatch;
    }
    const others = this.#rejected;
    return {
      extension: "jsonl",
      write(dialog, options) {
        const other = others?.get(matchOf(dialog));
        const pair = other === undefined ? undefined : pairOf(dialog, other, options);
        const pairs =
          others === undefined ? [...refusedPairs(dialog, options)] : pair === undefined ? [] : [pair];
        return pairs.map((one) => `${JSON.stringify({ id: String(dialog.id), ...one })}\n`).join("");
      },
    };
  }

  async *#dialogs(belongs: (dialog: Dialog) => boolean): AsyncGenerator<Dialog> {
    const trained = !["jsonl", "csv", "txt"].includes(this.#options.format);
    for await (const dialog of readSource(this.#source)) {
      this.#options.signal?.throwIfAborted();
      if (!belongs(dialog)) continue;
      const problems = trained
        ? [...findProblems(dialog, this.#options), ...this.#duplicates.check(dialog)]
        : [];
      if (problems.length === 0) yield dialog;
      else this.#skip(dialog, problems);
    }
  }

  #skip(dialog: Dialog, problems: readonly Problem[]): void {
    this.skipped++;
    for (const reason of new Set(problems.map((problem) => problem.reason)))
      this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
    this.#options.onSkip?.(dialog, problems);
  }

  async *#count(dialogs: AsyncIterable<Dialog>, count: () => void): AsyncGenerator<Dialog> {
    for await (const dialog of dialogs) {
      count();
      this.turns += dialog.length;
      const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
      if (typeof model === "string") this.models.add(model);
      yield dialog;
      this.#total++;
      if (this.#total % 1000 === 0) this.#options.onProgress?.(this.#total);
    }
  }

  async *#rows(dialogs: AsyncIterable<Dialog>) {
    for await (const dialog of dialogs) yield messagesRow(dialog, this.#options);
  }
}

/** Dialogues of two runs belong together by their task's position, others by their id. */
function matchOf(dialog: Dialog): string {
  const task = dialog.extra["task"] as { readonly variant?: number; readonly index?: number } | undefined;
  return task?.index === undefined ? `id ${dialog.id}` : `task ${task.variant ?? 0}:${task.index}`;
}
