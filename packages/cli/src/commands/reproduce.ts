import { join, resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import { visibleText } from "@sdialog/core/internal";
import type { ConvogenReproduction, RunEvent } from "@sdialog/runner";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { type PromptFlags, promptTexts, withPromptFlag } from "../terminal/prompt-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { convogenPage } from "./convogen-page.ts";
import { convogenCells } from "./convogen-cells.ts";

interface ConvogenOptions extends PromptFlags {
  readonly model: string;
  readonly judge?: string;
  readonly n: number;
  readonly only?: readonly string[];
  readonly out: string;
  readonly people?: string;
  readonly pairs?: string;
  readonly opener: boolean;
  readonly seed: number;
  readonly concurrency: number;
  readonly json?: boolean;
}

/** `sdialog reproduce`: a paper's experiments with a model of yours. */
export function reproduceCommand(terminal: Terminal): Command {
  return new Command("reproduce")
    .description(
      "Run a paper's experiments with a model of yours, and set its published values beside the results.",
    )
    .addCommand(convogenCommand(terminal));
}

function convogenCommand(terminal: Terminal): Command {
  const command = new Command("convogen")
    .description(
      "The ten experiments of ConvoGen and its Tables I, III, IV, V and VI; what was interrupted continues where it stopped.",
    )
    .option("--model <backend:model>", "who speaks, and invents people and situations", "local:pocket")
    .option("--judge <backend:model>", "who judges groundedness (Tables IV and VI); without it nobody does")
    .option(
      "--n <count>",
      "conversations of each experiment, those with pairs at most one a pair",
      wholeNumber,
      50,
    )
    .option("--only <names>", "experiments, in the order in which they are made: GPIS-s,SPIS-s", listOption)
    .option("--out <folder>", "folder of the runs and the report", "convogen")
    .option("--people <file>", "people to sample: sentences, or rows {persona}")
    .option("--pairs <file>", "pairs of people to reuse, each once")
    .option("--no-opener", "leave the opening line out of words and turns")
    .option("--seed <n>", "seed of everything random", wholeNumber, 0)
    .option("--concurrency <n>", "conversations at the same time", wholeNumber, 8)
    .option("--json", "print one JSON object");
  return withPromptFlag(command).action((options: ConvogenOptions) => convogen(terminal, options));
}

async function convogen(terminal: Terminal, options: ConvogenOptions): Promise<void> {
  const { convogenPromptNames, reproduceConvogen, ReproductionStoppedError } =
    await import("@sdialog/runner");
  const { json = false, people, pairs, ...rest } = options;
  const { isHubName } = await import("@sdialog/formats");
  const path = (file: string | undefined): string | undefined =>
    file === undefined || isHubName(file) ? file : resolve(terminal.cwd, file);
  const out = resolve(terminal.cwd, options.out);
  const show = shown(terminal);
  const { found, error } = await reproduceConvogen({
    model: rest.model,
    judge: rest.judge,
    n: rest.n,
    only: rest.only,
    prompts: await promptTexts(terminal, options, convogenPromptNames),
    opener: rest.opener,
    seed: rest.seed,
    concurrency: rest.concurrency,
    out,
    people: path(people),
    pairs: path(pairs),
    signal: terminal.signal,
    onEvent: show.event,
  })
    .then(
      (made) => ({ found: made, error: undefined }),
      // What there is by then is shown all the same.
      (failure: unknown) => {
        if (failure instanceof ReproductionStoppedError)
          return { found: failure.reproduction, error: failure };
        throw failure;
      },
    )
    .finally(show.stop);
  const page = join(out, "report.html");
  await writeAtomic(page, convogenPage(found, rest));
  if (json) printJson(terminal, { ...found, report: page });
  else printTables(terminal, found, page);
  if (error !== undefined) throw error;
  if (!terminal.signal.aborted) refuseFailures(found, out);
}

/** @throws SDialogError when a conversation failed, or the judge on one */
function refuseFailures({ tables }: ConvogenReproduction, out: string): void {
  const broken = failedIn(tables.I);
  const unjudged = failedIn([...tables.IV, ...tables.VI].map((row) => ({ ...row, name: row.dataset })));
  const problems = [
    ...(broken.length > 0 ? [`${told(broken)} failed`] : []),
    ...(unjudged.length > 0 ? [`the judge failed on ${told(unjudged)}`] : []),
  ];
  if (problems.length === 0) return;
  throw new SDialogError(problems.join("; "), {
    code: "tasks_failed",
    hint:
      broken.length === 0
        ? "The same command asks the judge again."
        : `Retry those of each: sdialog retry-failed ${join(out, broken[0]?.name ?? "")}; then carry on with the same command.`,
  });
}

interface Failed {
  readonly name: string;
  readonly failed: number;
}

function failedIn(rows: readonly Failed[]): readonly Failed[] {
  return rows.filter(({ failed }) => failed > 0);
}

function told(rows: readonly Failed[]): string {
  const count = rows.reduce((sum, { failed }) => sum + failed, 0);
  return `${count} ${count === 1 ? "conversation" : "conversations"} in ${rows.map(({ name }) => name).join(", ")}`;
}

function printTables(terminal: Terminal, found: ConvogenReproduction, page: string): void {
  for (const { title, header, rows } of convogenCells(found.tables))
    printLine(terminal, `${terminal.color.bold(title)}\n${formatTable(terminal, header, rows)}\n`);
  for (const note of found.notes) printLine(terminal, `- ${note}`);
  printLine(terminal, `Report: ${terminal.color.cyan(page)}`);
}

/** A bar for each run, and what people must know. */
function shown(terminal: Terminal): { readonly event: (event: RunEvent) => void; readonly stop: () => void } {
  let bar: Progress | undefined;
  return {
    event(event) {
      if (event.type === "notice") printNote(terminal, terminal.color.yellow(visibleText(event.message)));
      if (event.type === "start") bar = startProgress(terminal, event.name, event.progress.total, "tasks");
      if (event.type === "start" || event.type === "task")
        bar?.update(event.progress.done + event.progress.failed);
      if (event.type === "finish") bar?.stop();
    },
    stop: () => bar?.stop(),
  };
}
