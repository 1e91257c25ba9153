import { counted } from "@sdialog/core/internal";
import { join, resolve } from "node:path";
import { InvalidArgumentError } from "@sdialog/core";
import { saveDialog, pathExists } from "@sdialog/core/fs";
import type { Star, StarFilter } from "@sdialog/datasets-star";
import { resolveModel } from "@sdialog/llm";
import { Command } from "commander";
import PQueue from "p-queue";
import { startProgress } from "../terminal/progress.ts";
import { agentPromptTexts, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { requireWritable } from "../terminal/require-writable.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

interface StarOptions extends StarFilter {
  readonly path?: string;
  readonly json?: boolean;
}

interface GenerateOptions extends StarOptions, PromptFlags {
  readonly model: string;
  readonly out: string;
  readonly limit?: number;
  readonly maxTurns: number;
  readonly concurrency: number;
  readonly orchestrate?: boolean;
}

/** `sdialog star`: the STAR dataset as it is, and simulated again. */
export function starCommand(terminal: Terminal): Command {
  return new Command("star")
    .description("Explore the STAR dataset, or simulate its scenarios.")
    .addCommand(
      withFilters("stats", "Count dialogues, turns and words.")
        .option("--json", "print one JSON object")
        .action((options: StarOptions) => stats(terminal, options)),
    )
    .addCommand(
      withPromptFlag(
        withFilters(
          "generate",
          "Simulate the scenario of every matching dialogue; those that exist are skipped.",
        ),
      )
        .requiredOption("--out <folder>", "where json/<id>.json and txt/<id>.txt go")
        .option("--model <backend:model>", "model that plays both sides", "local:pocket")
        .option("--limit <n>", "most dialogues to make", wholeNumber)
        .option("--max-turns <n>", "most turns of one dialogue", wholeNumber, 100)
        .option("--concurrency <n>", "dialogues at once", wholeNumber, 4)
        .option("--orchestrate", "steer the sides with the dataset's own suggestions and instructions")
        .option("--json", "print one JSON object")
        .action((options: GenerateOptions) => generate(terminal, options)),
    );
}

function withFilters(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--path <folder>", "the STAR folder; default: the environment variable SDIALOG_STAR_PATH")
    .option("--task <name>", "only dialogues in which the system can do this task")
    .option("--domain <name>", "only dialogues of this domain")
    .option("--happy", "only dialogues that follow the happy path")
    .option("--no-happy", "only dialogues that leave it")
    .option("--multitask", "only dialogues with several tasks")
    .option("--no-multitask", "only dialogues with one task");
}

async function openStar({ env, cwd }: Terminal, options: StarOptions): Promise<Star> {
  const { Star } = await import("@sdialog/datasets-star");
  const path = options.path ?? env["SDIALOG_STAR_PATH"] ?? "";
  // An empty variable names no folder, least of all the one the command runs in.
  if (path === "") {
    throw new InvalidArgumentError("The folder of the STAR dataset is not given", {
      hint: "Pass --path, or set SDIALOG_STAR_PATH.",
    });
  }
  return Star.open(resolve(cwd, path));
}

function filterOf({ task, domain, happy, multitask }: StarOptions): StarFilter {
  return Object.fromEntries(
    Object.entries({ task, domain, happy, multitask }).filter(([, value]) => value !== undefined),
  );
}

async function stats(terminal: Terminal, options: StarOptions): Promise<void> {
  const star = await openStar(terminal, options);
  const counts = await star.stats(filterOf(options));
  if (options.json === true) return printJson(terminal, counts);
  printLine(
    terminal,
    formatTable(terminal, ["dialogues", "turns", "words"], [[counts.dialogs, counts.turns, counts.words]]),
  );
}

async function generate(terminal: Terminal, options: GenerateOptions): Promise<void> {
  const star = await openStar(terminal, options);
  const out = resolve(terminal.cwd, options.out);
  await requireWritable(jsonFile(out, "any"), "--out");
  const model = await resolveModel(options.model);
  if (model.notice !== undefined) printNote(terminal, terminal.color.yellow(model.notice));

  const prompts = await agentPromptTexts(terminal, options);
  const wanted: (number | string)[] = [];
  for await (const { id } of star.dialogs(filterOf(options))) {
    if (wanted.length === (options.limit ?? Infinity)) break;
    wanted.push(id);
  }
  const missing = await wanting(
    wanted,
    async (id) => !(await pathExists(jsonFile(out, id))) || !(await pathExists(textFile(out, id))),
  );
  const progress = startProgress(terminal, "Simulating", wanted.length);
  let done = wanted.length - missing.length;
  progress.update(done);

  const queue = new PQueue({ concurrency: Math.max(1, options.concurrency) });
  const work = missing.map((id) =>
    queue.add(async () => {
      if (terminal.signal.aborted) return;
      const original = await star.dialog(Number(id));
      const { system, user } =
        options.orchestrate === true
          ? await star.agentsForDialog(Number(id), { model, prompts, orchestrate: true })
          : await star.agentsFor(original.scenario, { model, prompts });
      const dialog = await system.dialogWith(user, {
        id,
        seed: Number(id),
        maxTurns: options.maxTurns,
        scenario: original.scenario as never,
        signal: terminal.signal,
      });
      if (terminal.signal.aborted) return;
      // The JSON is written last: it is what tells that a dialogue is finished.
      await saveDialog(dialog, textFile(out, id));
      await saveDialog(dialog, jsonFile(out, id));
      progress.update(++done);
    }),
  );
  try {
    await Promise.all(work);
  } finally {
    queue.clear();
    progress.stop();
  }
  terminal.signal.throwIfAborted();
  const report = {
    wanted: wanted.length,
    made: missing.length,
    skipped: wanted.length - missing.length,
    out,
  };
  if (options.json === true) printJson(terminal, report);
  else
    printLine(
      terminal,
      `${counted(report.made, "dialogue")} made, ${report.skipped} ${report.skipped === 1 ? "was" : "were"} there already: ${terminal.color.cyan(out)}`,
    );
}

async function wanting<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T[]> {
  const answers = await Promise.all(items.map(test));
  return items.filter((_, index) => answers[index]);
}

function jsonFile(out: string, id: number | string): string {
  return join(out, "json", `${id}.json`);
}

function textFile(out: string, id: number | string): string {
  return join(out, "txt", `${id}.txt`);
}
