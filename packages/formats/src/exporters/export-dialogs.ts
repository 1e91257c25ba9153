import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { open, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { createByName, type Dialog, type DialogSource, lookUp } from "@sdialog/core";
import { makeFolder, toFileError } from "@sdialog/core/fs";
import "./built-in-exporters.ts";
import { datasetCard } from "./dataset-card.ts";
import type { Exporter, FileExporter, TextExporter } from "./exporter.ts";
import {
  findProblems,
  type Problem,
  type ProblemOptions,
  type ProblemReason,
  problemOptionNames,
} from "../training/find-problems.ts";
import { dialogsOf } from "../dialog-source.ts";
import {
  partOptionNames,
  splitDialogs,
  type SplitName,
  splitNames,
  type SplitOptions,
} from "../split/split-dialogs.ts";
import { DuplicateFilter } from "../training/validate-dialogs.ts";

/** Where dialogues are written, in which format, and which are left out. */
export interface ExportOptions extends ProblemOptions {
  /** Folder to write to, made when missing: it gets a file for each part, and for `messages` and `parquet` a dataset card. */
  readonly out: string;
  /** Name of the exporter: `registered("exporter")` lists them. */
  readonly format: string;
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
  ...problemOptionNames,
};

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
 * @throws UnknownNameError for a format nobody registered; InvalidArgumentError for options that do not go together; DataFormatError for a broken source
 */
export async function exportDialogs(source: DialogSource, options: ExportOptions): Promise<ExportSummary> {
  checkOptions("exportDialogs", options, exportOptionNames);
  const { out, format, split, template, rejected } = options;
  const { card: hasCard = false } = lookUp("exporter", format);
  const own = Object.fromEntries(
    Object.entries({ template, rejected }).filter(([, value]) => value !== undefined),
  );
  const exporter = await createByName("exporter", format, own, options);
  const writing = new Writing(source, exporter, options);
  try {
    await makeFolder(out);
    const part =
      split === undefined
        ? undefined
        : await splitDialogs(dialogsOf(source), { assistant: options.assistant, ...split });
    const names =
      part === undefined ? (["train"] as const) : splitNames.filter((name) => wanted(split, name));
    const written: Partial<Record<SplitName, number>> = {};
    const files: string[] = [];
    for (const name of names) {
      const file = await writing.write(name, (dialog) => part === undefined || part(dialog) === name);
      written[name] = file.rows;
      files.push(file.path);
    }
    if (hasCard) {
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
    throw toFileError(error, out);
  }
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
  readonly #exporter: Exporter;
  readonly #options: ExportOptions;
  readonly #duplicates = new DuplicateFilter();
  #total = 0;

  constructor(source: DialogSource, exporter: Exporter, options: ExportOptions) {
    this.#source = source;
    this.#exporter = exporter;
    this.#options = options;
  }

  async write(
    name: SplitName,
    belongs: (dialog: Dialog) => boolean,
  ): Promise<{ path: string; rows: number }> {
    const { out, format } = this.#options;
    const { extension } = lookUp("exporter", format);
    const path = join(out, extension === "" ? name : `${name}.${extension}`);
    const dialogs = this.#count(this.#dialogs(belongs));
    const rows =
      "rows" in this.#exporter
        ? await writeRows(`${path}.new`, this.#exporter, dialogs)
        : await writeWhole(`${path}.new`, this.#exporter, dialogs);
    // A file or folder under its own name is complete. Of two folders neither takes the other's place by itself.
    if (extension === "") await rm(path, { recursive: true, force: true });
    await rename(`${path}.new`, path);
    return { path, rows };
  }

  async *#dialogs(belongs: (dialog: Dialog) => boolean): AsyncGenerator<Dialog> {
    const { training } = lookUp("exporter", this.#options.format);
    for await (const dialog of dialogsOf(this.#source)) {
      this.#options.signal?.throwIfAborted();
      if (!belongs(dialog)) continue;
      const problems = training
        ? [
            ...findProblems(dialog, pickOptions(this.#options, problemOptionNames)),
            ...this.#duplicates.check(dialog),
          ]
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

  async *#count(dialogs: AsyncIterable<Dialog>): AsyncGenerator<Dialog> {
    for await (const dialog of dialogs) {
      this.turns += dialog.length;
      const model = typeof dialog.model === "string" ? dialog.model : dialog.model?.["name"];
      if (typeof model === "string") this.models.add(model);
      yield dialog;
      this.#total++;
      if (this.#total % 1000 === 0) this.#options.onProgress?.(this.#total);
    }
  }
}

async function writeRows(
  path: string,
  exporter: TextExporter,
  dialogs: AsyncIterable<Dialog>,
): Promise<number> {
  const file = await open(path, "w");
  let count = 0;
  try {
    let waiting = exporter.header ?? "";
    for await (const dialog of dialogs) {
      const rows = exporter.rows(dialog);
      count += rows.length;
      waiting += rows.join("");
      if (waiting.length < 1_000_000) continue;
      await file.appendFile(waiting);
      waiting = "";
    }
    await file.appendFile(waiting);
  } finally {
    await file.close();
  }
  return count;
}

async function writeWhole(
  path: string,
  exporter: FileExporter,
  dialogs: AsyncIterable<Dialog>,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<Dialog> {
    for await (const dialog of dialogs) {
      count++;
      yield dialog;
    }
  }
  await exporter.writeFile(path, counted());
  return count;
}
