import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { Command, Option } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

interface SelectOptions {
  readonly assistant?: string;
  readonly completeOnly?: boolean;
  readonly json?: boolean;
}

interface ExportOptions extends SelectOptions {
  readonly format: string;
  readonly out: string;
  readonly split?: readonly string[];
  readonly splitBy: (typeof members)[number];
  readonly rejected?: string;
  readonly template?: string;
  readonly name?: string;
  readonly seed: number;
}

const members = ["user", "everybody", "dialog"] as const;

/** `sdialog export`: dialogues in a format for training. */
export function exportCommand(terminal: Terminal): Command {
  return select(new Command("export"))
    .description(
      "Write dialogues in a format for training; those that cannot be trained on are left out and counted.",
    )
    .argument("<source>", "a run's folder, or a file or folder of dialogues")
    .option(
      "--format <name>",
      "jsonl, openai, sharegpt, messages, parquet, dpo, chat-template, csv or txt, or one that --import brings",
      "messages",
    )
    .option("--out <folder>", "folder to write to", "export")
    .option(
      "--split <shares>",
      "shares of train, validation and test, without a persona in two of them: 0.8,0.1,0.1",
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
    .option("--template <file>", "for chat-template: a .jinja file or a tokenizer_config.json")
    .option("--name <name>", "name on the dataset card")
    .option("--seed <n>", "seed of the split's random choices", wholeNumber, 0)
    .action((source: string, options: ExportOptions) => exportSource(terminal, source, options));
}

/** `sdialog validate`: which dialogues can be trained on, and why the others cannot. */
export function validateCommand(terminal: Terminal): Command {
  return select(new Command("validate"))
    .description(
      "Say which dialogues can be trained on, and why the others cannot; exits with 1 when some cannot.",
    )
    .argument("<source>", "a run's folder, or a file or folder of dialogues")
    .action((source: string, options: SelectOptions) => validate(terminal, source, options));
}

function select(command: Command): Command {
  return command
    .option(
      "--assistant <name>",
      "speaker who becomes the assistant: a name, or a number counted from 0; default: the second",
    )
    .option("--complete-only", "leave out dialogues that were cut off")
    .option("--json", "print one JSON object");
}

function assistantOf({ assistant }: SelectOptions): string | number | undefined {
  return assistant !== undefined && /^\d+$/.test(assistant) ? Number(assistant) : assistant;
}

async function exportSource(terminal: Terminal, source: string, options: ExportOptions): Promise<void> {
  const { exportDialogs } = await import("@sdialog/formats");
  const { readSource } = await import("@sdialog/runner");
  const at = (path: string): string => resolve(terminal.cwd, path);
  const counter = startCounter(terminal, "Written", "dialogues");
  const summary = await exportDialogs(readSource(at(source)), {
    out: at(options.out),
    format: options.format,
    assistant: assistantOf(options),
    completeOnly: options.completeOnly,
    split:
      options.split === undefined
        ? undefined
        : { shares: sharesOf(options.split), by: options.splitBy, seed: options.seed },
    rejected: options.rejected === undefined ? undefined : readSource(at(options.rejected)),
    template: options.template === undefined ? undefined : at(options.template),
    name: options.name,
    signal: terminal.signal,
    onProgress: (written) => counter.update(written),
  });
  counter.stop();
  if (options.json === true) return printJson(terminal, summary);
  printLine(
    terminal,
    formatTable(
      terminal,
      ["part", "rows"],
      Object.entries(summary.written).map(([part, rows]) => [part, rows ?? 0]),
    ),
  );
  for (const file of summary.files) printLine(terminal, terminal.color.cyan(file));
  if (summary.skipped > 0)
    printLine(terminal, `Left out: ${summary.skipped} (${reasonList(summary.reasons)})`);
}

function sharesOf(split: readonly string[]): Record<"train" | "validation" | "test", number> {
  const [train = 0, validation = 0, test = 0] = split.map(Number);
  if (split.length > 3 || [train, validation, test].some((share) => !(share >= 0))) {
    throw new UsageError(
      `"${split.join(",")}" are not shares of a whole`,
      "For example: --split 0.8,0.1,0.1",
    );
  }
  return { train, validation, test };
}

async function validate(terminal: Terminal, source: string, options: SelectOptions): Promise<void> {
  const { validateDialogs } = await import("@sdialog/formats");
  const { readSource } = await import("@sdialog/runner");
  const { completeOnly } = options;
  const report = await validateDialogs(readSource(resolve(terminal.cwd, source)), {
    assistant: assistantOf(options),
    completeOnly,
    signal: terminal.signal,
  });
  if (options.json === true) printJson(terminal, report);
  else {
    printLine(terminal, `${report.trainable} of ${report.total} dialogues can be trained on.`);
    if (Object.keys(report.faults).length > 0)
      printLine(terminal, `Dialogues in which something was noted on the way: ${reasonList(report.faults)}`);
    for (const { id, problems } of report.examples)
      printLine(
        terminal,
        `  ${id}: ${problems.map(({ reason, message }) => `${reason} (${message})`).join(", ")}`,
      );
  }
  if (report.trainable < report.total) {
    throw new SDialogError(`${report.total - report.trainable} dialogues cannot be trained on`, {
      code: "not_trainable",
      hint: `Reasons: ${reasonList(report.reasons)}.`,
    });
  }
}

function reasonList(reasons: Readonly<Partial<Record<string, number>>>): string {
  return Object.entries(reasons)
    .map(([reason, count]) => `${reason}: ${count}`)
    .join(", ");
}
