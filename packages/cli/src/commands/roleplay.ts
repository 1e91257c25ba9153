import { join, resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { pathExists } from "@sdialog/core/fs";
import type { ImportedConfig, RunSummary } from "@sdialog/runner";
import { Command } from "commander";
import { type FailOn, failOnOption } from "../terminal/fail-on-option.ts";
import { formatTable } from "../terminal/table.ts";
import { promptFiles, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { printNote, printJson, printLine, printVerbatim, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { dialogFiles } from "./dialog-files.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";
import { runOutcomeCodes, watchRun } from "./watch-run.ts";

interface RoleplayRunOptions extends PromptFlags {
  readonly trust?: boolean;
  readonly out: string;
  readonly printConfig?: boolean;
  readonly compat?: boolean;
  readonly failOn?: FailOn;
  readonly maxResponseBytes?: number;
  readonly json?: boolean;
}

/** `sdialog roleplay`: LLM Roleplay by its own command line, and what came of role plays. */
export function roleplayCommand(terminal: Terminal): Command {
  return new Command("roleplay")
    .description("Role plays with the command line of LLM Roleplay (UrarTU), and reports about them.")
    .addCommand(
      withPromptFlag(new Command("run"))
        .description(
          "Compose a configuration as UrarTU does and run it as a recipe: action_config=dialogue_generator +action_config/task/model_inquirer=mixtral ++key=value; what begins with recipe. sets the recipe itself.",
        )
        .argument(
          "<arguments...>",
          "group=choice, +group=choice, key=value, +key=value, ++key=value, ~key; commas sweep",
        )
        .option("--out <folder>", "folder of the run", "run")
        .option("-m, --multirun", "as UrarTU has it: commas sweep, with it or without")
        .option("--compat", "follow the rules of the original implementation to the letter")
        .option("--print-config", "only show what became of every key")
        .addOption(trustOption())
        .addOption(failOnOption())
        .option("--json", "print one JSON object")
        .action((args: string[], options: RoleplayRunOptions) => run(terminal, args, options)),
    )
    .addCommand(
      new Command("report")
        .description("Count how role plays came out, finished and failed, and what went wrong on the way.")
        .argument("<files...>", "folders of runs, and files with dialogues")
        .option("--json", "print one JSON object")
        .action((files: string[], options: { readonly json?: boolean }) => report(terminal, files, options)),
    );
}

async function run(terminal: Terminal, args: readonly string[], options: RoleplayRunOptions): Promise<void> {
  const { composeUrartu, importRoleplayConfig, loadRecipe, runRecipe } = await import("@sdialog/runner");
  const { out, printConfig = false, compat = false, json = false } = options;
  const composed = await composeUrartu(args, { cwd: terminal.cwd });
  const imported = composed.map(({ config, left: unread }) => {
    const found = importRoleplayConfig(config);
    return { ...found, left: [...unread, ...found.left] };
  });
  if (printConfig) {
    const shown = imported.map((each, index) => ({ ...composed[index], ...each }));
    if (json) printJson(terminal, shown);
    else for (const each of imported) printImported(terminal, each);
    return;
  }
  // Variants differ in files, but most of what they leave out is the same.
  const told = new Map(imported.flatMap(({ left }) => left.map(({ key, reason }) => [key, reason])));
  for (const [key, reason] of told) printNote(terminal, `${terminal.color.yellow(key)} left out: ${reason}`);
  const files = promptFiles(terminal, options);
  // All are checked before the first is begun.
  const variants = await Promise.all(
    imported.map(async ({ recipe }, index) => {
      const prompts = { ...(recipe["prompts"] as object | undefined), ...files };
      const swept = Object.values(composed[index]?.swept ?? {}).map(String);
      return {
        recipe: await loadRecipe(
          { ...recipe, prompts, ...(compat ? { compat } : {}) },
          { base: terminal.cwd },
        ),
        // A run for each variant, as each is tracked by itself there.
        folder: resolve(
          terminal.cwd,
          out,
          ...(swept.length === 0 ? [] : [swept.join("-").replaceAll(/[^\w.-]+/g, "_")]),
        ),
      };
    }),
  );
  const { failOn, maxResponseBytes } = options;
  const trust = trustOf(terminal, options.trust);
  const sweep = variants.length > 1;
  const summaries: RunSummary[] = [];
  const failures: SDialogError[] = [];
  for (const { recipe, folder } of variants) {
    if (terminal.signal.aborted) break;
    const watching = {
      failOn,
      json: json && sweep ? (summary: RunSummary) => void summaries.push(summary) : json,
    };
    const running = watchRun(terminal, watching, (onEvent) =>
      runRecipe(recipe, { out: folder, signal: terminal.signal, onEvent, trust, maxResponseBytes }),
    );
    // What became of one variant keeps no other from being made.
    await running.catch((error: unknown) => {
      if (!sweep || !SDialogError.isInstance(error) || !runOutcomeCodes.has(error.code)) throw error;
      failures.push(error);
    });
  }
  if (json && sweep) printJson(terminal, summaries);
  const [first] = failures;
  if (first === undefined) return;
  if (failures.length === 1) throw first;
  throw new SDialogError(`${failures.length} of ${variants.length} variants failed: ${first.message}`, {
    code: first.code,
    hint: `Each has a folder of its own in ${resolve(terminal.cwd, out)}.`,
  });
}

function printImported(terminal: Terminal, { mapped, left, text }: ImportedConfig): void {
  const rows = mapped.map(({ key, to, value }) => [key, to, JSON.stringify(value).slice(0, 80)]);
  printLine(terminal, formatTable(terminal, ["key", "in the recipe", "value"], rows));
  for (const { key, reason } of left)
    printLine(terminal, `${terminal.color.yellow(key)} left out: ${reason}`);
  printVerbatim(terminal, `\n${text}`);
}

interface Failure {
  readonly code: string;
}

async function report(
  terminal: Terminal,
  files: readonly string[],
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const { roleplayReport } = await import("@sdialog/generators");
  const { showRun, readFailures } = await import("@sdialog/runner");
  const dialogs = [];
  for await (const dialog of dialogFiles(terminal, files)) dialogs.push(dialog);
  const failures = new Map<string, Failure>();
  for (const file of files.map((each) => resolve(terminal.cwd, each))) {
    if (!(await pathExists(join(file, "manifest.json")))) continue;
    // Tasks that failed at first and were done later are in the list of failures, too.
    const { failed } = await showRun(file);
    const last = new Map<string, Failure>();
    for await (const { task, failure } of readFailures(file)) {
      last.delete(task.key);
      last.set(task.key, failure);
    }
    for (const [key, failure] of [...last].slice(last.size - failed)) failures.set(`${file} ${key}`, failure);
  }
  if (dialogs.length === 0 && failures.size === 0)
    throw new UsageError("There are no role plays here", "Name the folder of a run, or files of dialogues.");
  const failed: Record<string, number> = {};
  for (const { code } of failures.values()) failed[code] = (failed[code] ?? 0) + 1;
  const found = dialogs.length === 0 ? undefined : roleplayReport(dialogs);
  if (json) return printJson(terminal, { ...found, dialogs: dialogs.length, failed });
  if (found !== undefined) {
    const share = (count: number): string => `${((100 * count) / dialogs.length).toFixed(1)} %`;
    const outcomes = Object.entries(found.outcomes).map(([name, count]) => [name, count, share(count)]);
    printLine(terminal, formatTable(terminal, ["outcome", "dialogues", "share"], outcomes));
    const faults = Object.entries(found.faults).filter(([, count]) => count > 0);
    if (faults.length > 0) printLine(terminal, formatTable(terminal, ["fault", "times"], faults));
    printLine(terminal, `${found.meanExchanges.toFixed(2)} exchanges a dialogue`);
    const { unknown = 0 } = found.outcomes;
    if (unknown > 0)
      printLine(
        terminal,
        `${unknown} of ${dialogs.length} dialogues do not say why they ended: files of LLM Roleplay itself never do`,
      );
  }
  const rows = Object.entries(failed);
  if (rows.length > 0) printLine(terminal, formatTable(terminal, ["failed by", "tasks"], rows));
}
