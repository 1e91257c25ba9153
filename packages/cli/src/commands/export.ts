import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import type {
  AssistantChoice,
  ExportSummary,
  TrainingFilterOptions,
  ValidationReport,
} from "@sdialog/formats";
import { Command, Option } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { isTurnTemplate, type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";

interface FilterOptions extends ReadFlags {
  readonly assistant?: string;
  readonly completeOnly?: boolean;
  readonly dedupe?: boolean | number;
  readonly for?: string;
  readonly holdout?: string;
  readonly json?: boolean;
  readonly maxTokens?: number;
  readonly opening?: "message" | "system";
  readonly personalData: boolean;
  readonly system?: string;
  readonly tokenizer?: string;
}

interface ExportOptions extends FilterOptions {
  readonly format?: string;
  readonly out: string;
  readonly split?: readonly string[];
  readonly splitBy: (typeof members)[number];
  readonly rejected?: string;
  readonly name?: string;
  readonly seed: number;
}

const members = ["user", "everybody", "dialog"] as const;

/** `sdialog export`: dialogues in a format for training. */
export function exportCommand(terminal: Terminal): Command {
  const command = filter(new Command("export"))
    .description(
      "Write dialogues in a format for training; those that cannot be trained on are left out and counted.",
    )
    .argument("<source>", "a run's folder, or a file or folder of dialogues")
    .option(
      "--format <name>",
      "jsonl, openai, sharegpt, messages, completions, parquet, dpo, chat-template, tokens, csv, txt, personagym or llm-roleplay, or one that --import brings; default: what --for reads, or else messages",
    )
    .option("--out <folder>", "folder to write to", "export")
    .option(
      "--split <shares>",
      "shares of train, validation and test, without a persona, a goal or a near-duplicate in two of them: 0.8,0.1,0.1",
      listOption,
    )
    .addOption(
      new Option(
        "--split-by <what>",
        "what never occurs in two parts: the user's persona, anybody's persona, a dialogue",
      )
        .choices(members)
        .default("user"),
    )
    .option("--rejected <source>", "for dpo: dialogues whose answers are worse")
    .option("--template <file>", "for chat-template and tokens: a .jinja file or a tokenizer_config.json")
    .option("--name <name>", "name on the dataset card")
    .option("--seed <n>", "seed of the split's random choices", wholeNumber, 0)
    .action((source: string, options: ExportOptions) => exportSource(terminal, source, options));
  return withReadFlags(command);
}

/** `sdialog validate`: which dialogues can be trained on, and why the others cannot. */
export function validateCommand(terminal: Terminal): Command {
  const command = filter(new Command("validate"))
    .description(
      "Say which dialogues can be trained on, and why the others cannot; exits with 1 when some cannot. Files of messages (OpenAI's, ShareGPT's) are checked as they are, others as sdialog export writes them.",
    )
    .argument("<source>", "a run's folder, or a file or folder of dialogues")
    .action((source: string, options: FilterOptions) => validate(terminal, source, options));
  return withReadFlags(command);
}

function filter(command: Command): Command {
  return command
    .option(
      "--assistant <name>",
      "speaker who becomes the assistant: a name, or a number counted from 0; default: found by its usual names, or as the speaker common to the dialogues",
    )
    .option("--system <text>", 'what the system message says: a text, "persona" (default) or "none"')
    .addOption(
      new Option(
        "--opening <place>",
        "where what the assistant says first goes: a message, or the system message; default: as the format needs it",
      ).choices(["message", "system"]),
    )
    .option(
      "--for <trainer>",
      "whose rules hold: openai, trl, llamafactory, axolotl, unsloth, sharegpt, or a chat template (.jinja or tokenizer_config.json)",
    )
    .option("--max-tokens <n>", "most tokens of a dialogue", wholeNumber)
    .option("--tokenizer <file>", "the model's tokenizer.json, to count them")
    .option(
      "--dedupe [similarity]",
      "leave out near-duplicates, from this similarity upwards (0.5 to 1; default: 0.8)",
      Number,
    )
    .option("--holdout <source>", "leave out what shares 13 words in a row with these dialogues")
    .option(
      "--no-personal-data",
      "leave out dialogues that hold addresses, telephone, card or account numbers",
    )
    .option("--complete-only", "leave out dialogues that were cut off")
    .option("--json", "print one JSON object");
}

function assistantOf({ assistant }: FilterOptions): string | number | undefined {
  return assistant !== undefined && /^\d+$/.test(assistant) ? Number(assistant) : assistant;
}

async function filterOptions(terminal: Terminal, options: FilterOptions): Promise<TrainingFilterOptions> {
  const { trainers } = await import("@sdialog/formats");
  const at = (path: string): string => resolve(terminal.cwd, path);
  const { for: target, holdout, tokenizer, dedupe } = options;
  // A file is named from where the command runs; what is neither a file nor a trainer is told so by its own name.
  const isFile = target !== undefined && !Object.hasOwn(trainers, target) && /[./]/.test(target);
  return {
    assistant: assistantOf(options),
    completeOnly: options.completeOnly,
    system: options.system,
    opening: options.opening,
    for: isFile ? at(target) : target,
    maxTokens: options.maxTokens,
    tokenizer: tokenizer === undefined ? undefined : at(tokenizer),
    dedupe,
    holdout: holdout === undefined ? undefined : dialogFiles(terminal, [holdout], options),
    personalData: options.personalData,
  };
}

async function exportSource(terminal: Terminal, source: string, options: ExportOptions): Promise<void> {
  const { exportDialogs } = await import("@sdialog/formats");
  // The runner brings exporters of its own.
  await import("@sdialog/runner");
  const at = (path: string): string => resolve(terminal.cwd, path);
  for (const [format, flag] of needed)
    if (options.format === format && options[flag] === undefined)
      throw new UsageError(
        `--format ${format} needs --${flag}`,
        flag === "template"
          ? "Name a .jinja file or the model's tokenizer_config.json."
          : "Name the model's tokenizer.json.",
      );
  const counter = startCounter(terminal, "Written", "dialogues");
  const summary = await exportDialogs(dialogFiles(terminal, [source], options), {
    out: at(options.out),
    format: options.format,
    ...(await filterOptions(terminal, options)),
    split:
      options.split === undefined
        ? undefined
        : { shares: sharesOf(options.split), by: options.splitBy, seed: options.seed },
    rejected: options.rejected === undefined ? undefined : dialogFiles(terminal, [options.rejected], options),
    template:
      options.template === undefined || isTurnTemplate(options.template) ? undefined : at(options.template),
    name: options.name,
    signal: terminal.signal,
    onProgress: (written) => counter.update(written),
  });
  counter.stop();
  if (options.json === true) printJson(terminal, summary);
  else printSummary(terminal, summary);
  if (summary.files.length > 0 || summary.skipped === 0) return;
  const { assistant, reasons, skipped } = summary;
  const isMisnamed = assistant?.how === "given" && reasons.no_assistant === skipped;
  throw new SDialogError(
    `Nothing was exported: ${skipped === 1 ? "the dialogue was" : `all ${skipped} dialogues were`} left out`,
    {
      // That somebody who never speaks is the assistant is a mistake of who names them, not of the dialogues.
      code: isMisnamed ? "invalid_argument" : "nothing_exported",
      hint: isMisnamed
        ? `--assistant names ${assistant.assistant}, who is in none of them.`
        : `Reasons: ${reasonList(reasons)}.`,
    },
  );
}

/** What was written, and what was left out or changed. */
function printSummary(terminal: Terminal, summary: ExportSummary): void {
  printLine(
    terminal,
    formatTable(
      terminal,
      ["part", "rows"],
      Object.entries(summary.written).map(([part, rows]) => [part, rows ?? 0]),
    ),
  );
  for (const file of summary.files) printLine(terminal, terminal.color.cyan(file));
  printAssistant(terminal, summary.assistant);
  if (summary.mended.opening !== undefined)
    printLine(terminal, `Openings told in the system message: ${summary.mended.opening}`);
  if (summary.mended.unasked !== undefined)
    printLine(
      terminal,
      `Openings that make no row, since nothing was asked before them: ${summary.mended.unasked}`,
    );
  if (summary.mended.attachments !== undefined)
    printLine(
      terminal,
      `Dialogues with images or files, which the text shows as placeholders such as [image]: ${summary.mended.attachments}`,
    );
  if (summary.mended.tail !== undefined)
    printLine(
      terminal,
      `Dialogues whose last words, which the assistant does not answer, were left out: ${summary.mended.tail}`,
    );
  if (summary.mended.beside !== undefined)
    printLine(
      terminal,
      `Dialogues in which words beside a tool call stand behind its result, or are lost where no answer follows, since the format has no place for both: ${summary.mended.beside}`,
    );
  if (summary.mended.times !== undefined)
    printLine(
      terminal,
      `Dialogues whose times of turns were left out, since the format has no place for them: ${summary.mended.times}`,
    );
  if (summary.skipped > 0) printReasons(terminal, `Left out: ${summary.skipped}`, summary.reasons);
  printExamples(terminal, summary.examples.slice(0, 5));
  for (const remark of summary.remarks) printLine(terminal, remark);
}

/** What some formats cannot be written without. */
const needed = [
  ["chat-template", "template"],
  ["tokens", "template"],
  ["tokens", "tokenizer"],
] as const;

function sharesOf(split: readonly string[]): Record<"train" | "validation" | "test", number> {
  const [train = 0, validation = 0, test = 0] = split.map(Number);
  const sum = train + validation + test;
  // 8,1,1 says how they relate; 0.5,0.6 is a mistake.
  if (split.every((share) => Number(share) <= 1) && sum > 1 + 1e-9 && sum < split.length)
    throw new UsageError(
      `The shares ${split.join(", ")} add up to ${Number(sum.toFixed(6))}, more than 1`,
      "For example: --split 0.8,0.1,0.1",
    );
  if (split.length > 3 || [train, validation, test].some((share) => !(share >= 0))) {
    throw new UsageError(
      `"${split.join(",")}" are not shares of a whole`,
      "For example: --split 0.8,0.1,0.1",
    );
  }
  return { train, validation, test };
}

/** Readers of the files that trainers take. */
const messageReaders: ReadonlySet<string> = new Set(["openai", "openai-list", "sharegpt"]);

async function validate(terminal: Terminal, source: string, options: FilterOptions): Promise<void> {
  const { validateDialogs } = await import("@sdialog/formats");
  const readers = new Set<string>();
  const onReader = (_source: string, reader: string): void => void readers.add(reader);
  // The source is read more than once.
  const unreadable = new Map<string, SDialogError>();
  const onError = (error: SDialogError): void => void unreadable.set(error.message, error);
  const checked = await validateDialogs(dialogFiles(terminal, [source], options, { onReader, onError }), {
    ...(await filterOptions(terminal, options)),
    // A file of messages goes to a trainer as it stands; other dialogues, or with other prompts, are exported first.
    asWritten: () =>
      options.opening === undefined &&
      options.system === undefined &&
      readers.size > 0 &&
      [...readers].every((reader) => messageReaders.has(reader)),
    signal: terminal.signal,
  });
  const [first] = unreadable.values();
  // Where nothing can be read there is nothing to report.
  if (first !== undefined && checked.total === 0) throw first;
  const report =
    unreadable.size === 0
      ? checked
      : {
          ...checked,
          total: checked.total + unreadable.size,
          reasons: { ...checked.reasons, unreadable: unreadable.size },
        };
  if (options.json === true) printJson(terminal, report);
  else {
    const as = report.checked === "as_written" ? "as they are in the file" : "as sdialog export writes them";
    printLine(terminal, `${report.trainable} of ${report.total} dialogues can be trained on, ${as}.`);
    printAssistant(terminal, report.assistant);
    if (report.trainable < report.total) printReasons(terminal, undefined, report.reasons);
    for (const remark of report.remarks) printLine(terminal, remark);
    if (Object.keys(report.faults).length > 0)
      printLine(terminal, `Dialogues in which faults were noted: ${reasonList(report.faults)}`);
    printExamples(terminal, report.examples);
    for (const { message } of [...unreadable.values()].slice(0, 20)) printLine(terminal, `  ${message}`);
  }
  if (report.trainable < report.total) {
    const bad = report.total - report.trainable;
    throw new SDialogError(`${bad} ${bad === 1 ? "dialogue" : "dialogues"} cannot be trained on`, {
      code: "not_trainable",
      hint: `Reasons: ${reasonList(report.reasons)}.`,
    });
  }
}

/** Who was taken for the assistant, unless that was said. */
function printAssistant(terminal: Terminal, choice: AssistantChoice | undefined): void {
  if (choice === undefined || choice.how === "given" || choice.assistant === undefined) return;
  printLine(
    terminal,
    `The assistant is ${typeof choice.assistant === "number" ? places[choice.assistant] : choice.assistant}, ${foundBy[choice.how]}; --assistant names another.`,
  );
}

const places = ["whoever speaks first", "whoever speaks second"];

const foundBy = {
  role: "as the roles in the file say",
  usual_name: "as its name says",
  common: "who speaks in all dialogues",
  answers: "who answers first",
  beside_user: "since the other one has a user's name",
};

function printExamples(terminal: Terminal, examples: ValidationReport["examples"]): void {
  for (const { id, problems } of examples) {
    const why = problems.map(({ reason, message }) => `${reason} (${message})`).join(", ");
    printLine(terminal, `  ${id}: ${why}`);
  }
}

function printReasons(
  terminal: Terminal,
  title: string | undefined,
  reasons: Readonly<Partial<Record<string, number>>>,
): void {
  if (title !== undefined) printLine(terminal, title);
  const rows = Object.entries(reasons).map(([reason, count]) => [reason, count ?? 0]);
  printLine(terminal, formatTable(terminal, ["reason", "dialogues"], rows));
}

function reasonList(reasons: Readonly<Partial<Record<string, number>>>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${reason}: ${count}`)
    .join(", ");
}
