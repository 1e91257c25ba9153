import { resolve } from "node:path";
import type { SDialogError } from "@sdialog/core";
import { visibleText } from "@sdialog/core/internal";
import type { RunComparison, RunEntry } from "@sdialog/runner";
import type { TestComparison } from "@sdialog/testing";
import { Command } from "commander";
import { formatTable } from "../terminal/table.ts";
import { describeFindings } from "./watch-run.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { printTestComparison } from "./test-comparison.ts";

interface JsonOption {
  readonly json?: boolean;
}

/** `sdialog runs`: what was run, and how runs differ. */
export function runsCommand(terminal: Terminal): Command {
  return new Command("runs")
    .description("List, show and compare runs.")
    .addCommand(
      new Command("list")
        .description("List the runs in a folder, newest first.")
        .argument("[folder]", "folder with runs", ".")
        .option("--json", "print a JSON list")
        .action((folder: string, options: JsonOption) => list(terminal, folder, options)),
    )
    .addCommand(
      new Command("show")
        .description("Show a run: status, usage by model, the newest lines of its log.")
        .argument("<folder>", "folder of the run")
        .option("--json", "print one JSON object")
        .action((folder: string, options: JsonOption) => show(terminal, folder, options)),
    )
    .addCommand(
      new Command("compare")
        .description("Show in which settings runs differ, and their results.")
        .argument("<folders...>", "folders of runs")
        .option("--json", "print one JSON object")
        .action((folders: string[], options: JsonOption) => compare(terminal, folders, options)),
    );
}

async function list(terminal: Terminal, folder: string, { json }: JsonOption): Promise<void> {
  const { listRuns } = await import("@sdialog/runner");
  const unreadable: SDialogError[] = [];
  const runs = await listRuns(resolve(terminal.cwd, folder), { onError: (error) => unreadable.push(error) });
  if (json === true) printJson(terminal, runs);
  else printRuns(terminal, runs);
  // The others are listed all the same.
  for (const { message } of unreadable.slice(1)) printNote(terminal, visibleText(message));
  const [first] = unreadable;
  if (first !== undefined) throw first;
}

function printRuns(terminal: Terminal, runs: readonly RunEntry[]): void {
  if (runs.length === 0) return printLine(terminal, "There are no runs here.");
  const rows = runs.map(({ name, kind, created, done, failed, pending, folder: path }) => [
    name,
    kind,
    created,
    done,
    failed,
    pending,
    path,
  ]);
  printLine(
    terminal,
    formatTable(terminal, ["run", "kind", "started", "done", "failed", "pending", "folder"], rows),
  );
}

async function show(terminal: Terminal, folder: string, { json }: JsonOption): Promise<void> {
  const { showRun } = await import("@sdialog/runner");
  const run = await showRun(resolve(terminal.cwd, folder));
  if (json === true) return printJson(terminal, run);
  printLine(
    terminal,
    formatTable(
      terminal,
      ["done", "failed", "pending", "of", "ms a call"],
      [[run.done, run.failed, run.pending, run.total, Math.round(run.meanCallMs)]],
    ),
  );
  for (const line of describeFindings(terminal, run)) printLine(terminal, line);
  const usage = Object.entries(run.usageByModel).map(
    ([model, { calls, inputTokens, outputTokens, cost }]) => [
      model,
      calls,
      inputTokens,
      outputTokens,
      cost === undefined ? "unknown" : `$${cost.toFixed(4)}`,
    ],
  );
  if (usage.length > 0)
    printLine(terminal, formatTable(terminal, ["model", "calls", "tokens in", "tokens out", "cost"], usage));
  for (const line of run.log) printLine(terminal, terminal.color.dim(line));
}

async function compare(terminal: Terminal, folders: readonly string[], { json }: JsonOption): Promise<void> {
  const { compareRuns } = await import("@sdialog/runner");
  const paths = folders.map((folder) => resolve(terminal.cwd, folder));
  const comparison = await compareRuns(paths);
  const tests = await comparedTests(paths, comparison);
  if (json === true) return printJson(terminal, tests === undefined ? comparison : { ...comparison, tests });
  const header = ["", ...comparison.runs.map(({ name }) => name)];
  const settings = comparison.settings.map(({ path, values }) => [
    path,
    ...values.map((value) => JSON.stringify(value) ?? "–"),
  ]);
  const metrics = comparison.metrics.map(({ name, values }) => [
    name,
    ...values.map((value) => (value === undefined ? "–" : String(Math.round(value * 1000) / 1000))),
  ]);
  printLine(terminal, formatTable(terminal, header, [...settings, ...metrics]));
  for (const test of tests ?? []) {
    printLine(terminal);
    printTestComparison(terminal, test);
  }
}

/** Of tests, what came of each in comparison with the first; nothing when there are other runs among them. */
async function comparedTests(
  folders: readonly string[],
  { runs }: RunComparison,
): Promise<readonly TestComparison[] | undefined> {
  if (folders.length < 2 || runs.some(({ manifest }) => manifest.kind !== "test")) return undefined;
  const { compareTests, readTestedDialogs } = await import("@sdialog/testing");
  const tests = await Promise.all(folders.map((folder) => readTestedDialogs(folder)));
  const [baseline = [], ...others] = tests.map((tested) => tested.map(({ result }) => result));
  return others.map((results) => compareTests(baseline, results));
}
