import { resolve } from "node:path";
import type { LoadedRecipe, RunEstimate } from "@sdialog/runner";
import { Command } from "commander";
import { type FailOn, failOnOption } from "../terminal/fail-on-option.ts";
import { type PromptFlags, promptOverrides, withPromptFlag } from "../terminal/prompt-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { callable, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";
import { describeFailures, describeFindings, watchRun } from "./watch-run.ts";

interface RunOptions extends PromptFlags {
  readonly out: string;
  readonly preset?: string;
  readonly executor?: string;
  readonly import: readonly string[];
  readonly printConfig?: boolean;
  readonly dryRun?: boolean;
  readonly failOn?: FailOn;
  readonly maxResponseBytes?: number;
  readonly json?: boolean;
  readonly trust?: boolean;
}

/** `sdialog run`: make everything a recipe asks for. */
export function runCommand(terminal: Terminal): Command {
  const command = new Command("run")
    .description("Make everything a recipe asks for; an interrupted run continues where it stopped.")
    .argument("<recipe>", "a recipe in YAML, JSON or TypeScript")
    .argument("[key=value...]", "changes to the recipe: seed=8, personas.0.role=chef, seed=1,2,3 for a sweep")
    .option("--out <folder>", "folder of the run", "run")
    .option("--preset <name>", "preset that the recipe builds on")
    .option("--executor <name>", "local, postgres or slurm, instead of the recipe's")
    .option("--print-config", "only show every value and where it comes from")
    .option("--dry-run", "only estimate calls, tokens and cost")
    .addOption(trustOption())
    .addOption(failOnOption())
    .option("--json", "print one JSON object");
  return withPromptFlag(command).action((recipe: string, changes: string[], options: RunOptions) =>
    run(terminal, recipe, changes, options),
  );
}

async function run(
  terminal: Terminal,
  recipe: string,
  changes: readonly string[],
  options: RunOptions,
): Promise<void> {
  const { estimateRun, loadRecipe, runRecipe } = await import("@sdialog/runner");
  const executor = options.executor === undefined ? [] : [`executor=${options.executor}`];
  const loaded = await loadRecipe(resolve(terminal.cwd, recipe), {
    preset: options.preset,
    overrides: [...changes, ...executor, ...promptOverrides(terminal, options)],
    imports: options.import,
  });
  if (options.printConfig === true) return printConfig(terminal, loaded, options.json === true);
  if (options.dryRun === true)
    return printEstimate(terminal, await estimateRun(loaded), options.json === true);
  const out = resolve(terminal.cwd, options.out);
  await watchRun(terminal, options, (onEvent) =>
    runRecipe(loaded, {
      out,
      signal: terminal.signal,
      onEvent,
      trust: trustOf(terminal, options.trust),
      maxResponseBytes: options.maxResponseBytes,
    }),
  );
}

function printEstimate(terminal: Terminal, estimate: RunEstimate, json: boolean): void {
  if (json) return printJson(terminal, estimate);
  const { tasks, calls, inputTokens, outputTokens, cost, models, unpriced } = estimate;
  const price = cost === undefined ? `unknown (no price for ${unpriced.join(", ")})` : `$${cost.toFixed(2)}`;
  const rows = Object.entries({
    tasks,
    calls,
    "tokens in": inputTokens,
    "tokens out": outputTokens,
    cost: price,
    models: models.join(", "),
  });
  printLine(terminal, formatTable(terminal, ["", "at most"], rows));
}

function printConfig(terminal: Terminal, { variants, origins }: LoadedRecipe, json: boolean): void {
  if (json) return printJson(terminal, { recipes: variants.map(({ recipe }) => recipe), origins });
  const recipe = variants[0]?.recipe;
  const rows = Object.entries(origins).map(([path, layer]) => [
    path,
    JSON.stringify(valueAt(recipe, path)) ?? "",
    layer,
  ]);
  printLine(terminal, formatTable(terminal, ["setting", "value", "from"], rows));
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
      value,
    );
}

interface ContinueOptions {
  readonly maxResponseBytes?: number;
  readonly failOn?: FailOn;
  readonly json?: boolean;
  readonly trust?: boolean;
}

/** `sdialog resume`: go on with an interrupted run. */
export function resumeCommand(terminal: Terminal): Command {
  return new Command("resume")
    .description("Continue a run that was interrupted, or ended by its budget.")
    .argument("<folder>", "folder of the run")
    .argument(
      "[key=value...]",
      "changes to how it is carried out, kept with the run: budget.tokens=90000, concurrency=2",
    )
    .addOption(trustOption())
    .addOption(failOnOption())
    .option("--json", "print one JSON object")
    .action(async (folder: string, overrides: string[], { trust, ...options }: ContinueOptions) => {
      const { resumeRun } = await import("@sdialog/runner");
      await watchRun(terminal, options, (onEvent) =>
        resumeRun(resolve(terminal.cwd, folder), {
          overrides,
          signal: terminal.signal,
          onEvent,
          trust: trustOf(terminal, trust),
          maxResponseBytes: options.maxResponseBytes,
        }),
      );
    });
}

interface RetryOptions extends ContinueOptions {
  readonly despiteFailures?: boolean;
}

/** `sdialog retry-failed`: try the failed tasks of a run again. */
export function retryFailedCommand(terminal: Terminal): Command {
  return new Command("retry-failed")
    .description("Retry the failed tasks of a run.")
    .argument("<folder>", "folder of the run")
    .addOption(trustOption())
    .addOption(failOnOption())
    .option("--despite-failures", "replace refused results though models of other tasks still fail")
    .option("--json", "print one JSON object")
    .action(async (folder: string, { trust, despiteFailures, ...options }: RetryOptions) => {
      const { retryFailed } = await import("@sdialog/runner");
      await watchRun(terminal, options, (onEvent) =>
        retryFailed(resolve(terminal.cwd, folder), {
          signal: terminal.signal,
          onEvent,
          trust: trustOf(terminal, trust),
          maxResponseBytes: options.maxResponseBytes,
          despiteFailures,
        }),
      );
    });
}

/** `sdialog status`: how far a run is. */
export function statusCommand(terminal: Terminal): Command {
  return new Command("status")
    .description("Show how far a run has come; it may be running.")
    .argument("<folder>", "folder of the run")
    .option("--json", "print one JSON object")
    .action(async (folder: string, { json = false }: { json?: boolean }) => {
      const { countOfDamage, showRun } = await import("@sdialog/runner");
      const details = await showRun(resolve(terminal.cwd, folder));
      const { done, failed, pending, total, name, kind, reasons, messages, damage } = details;
      const { outcomes, faults, cut, voice } = details;
      const counts = { done, failed, pending, total };
      const status = {
        ...counts,
        name,
        kind,
        folder: details.folder,
        reasons,
        messages,
        damage,
        outcomes,
        faults,
        cut,
        voice,
      };
      if (json) return printJson(terminal, status);
      printLine(
        terminal,
        formatTable(
          terminal,
          ["done", "failed", "pending", "of"],
          [[status.done, status.failed, status.pending, status.total]],
        ),
      );
      for (const line of describeFailures(status)) printLine(terminal, line);
      const damaged = status.damage.reduce((sum, one) => sum + countOfDamage(one), 0);
      if (damaged > 0)
        printLine(terminal, callable(terminal, `  damaged lines: ${damaged}, see: sdialog doctor ${folder}`));
      for (const line of describeFindings(terminal, status)) printLine(terminal, line);
    });
}
