import { resolve } from "node:path";
import { counted, visibleText } from "@sdialog/core/internal";
import { Command, InvalidArgumentError } from "commander";
import { type FailOn, failOnOption } from "../terminal/fail-on-option.ts";
import { printJson, printLine, printNote, printVerbatim, type Terminal } from "../terminal/terminal.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";
import { watchRun } from "./watch-run.ts";

/** `sdialog shard`: one part of a run, on any machine that sees its folder. */
export function shardCommand(terminal: Terminal): Command {
  return new Command("shard")
    .description("Do one part of a run in a folder of its own; merge combines the parts.")
    .argument("<folder>", "folder of the run")
    .argument("<i/n>", "which part of how many, counted from 0: 2/8", part)
    .addOption(trustOption())
    .addOption(failOnOption())
    .option("--json", "print one JSON object")
    .action(
      async (
        folder: string,
        shard: { index: number; of: number },
        {
          trust,
          ...options
        }: { json?: boolean; trust?: boolean; failOn?: FailOn; maxResponseBytes?: number },
      ) => {
        const { runShard } = await import("@sdialog/runner");
        const partOf = { run: folder, of: shard.of };
        await watchRun(terminal, { ...options, partOf }, (onEvent) =>
          runShard(resolve(terminal.cwd, folder), shard, {
            signal: terminal.signal,
            onEvent,
            trust: trustOf(terminal, trust),
            maxResponseBytes: options.maxResponseBytes,
          }),
        );
      },
    );
}

function part(text: string): { readonly index: number; readonly of: number } {
  const [index, of] = text.split("/").map(Number);
  if (index === undefined || of === undefined || !Number.isInteger(index) || !Number.isInteger(of))
    throw new InvalidArgumentError("Write it as i/n, for example 2/8.");
  return { index, of };
}

/** `sdialog merge`: the results of several folders of one run in one, each task once. */
export function mergeCommand(terminal: Terminal): Command {
  return new Command("merge")
    .description("Combine folders of one run, each task once.")
    .argument("<target>", "folder that takes all results")
    .argument("<sources...>", "folders of the same run")
    .addOption(trustOption())
    .option("--json", "print one JSON object")
    .action(
      async (
        target: string,
        sources: string[],
        { json = false, trust }: { json?: boolean; trust?: boolean },
      ) => {
        const { describeDamage, mergeRuns } = await import("@sdialog/runner");
        const [into, ...from] = [target, ...sources].map((folder) => resolve(terminal.cwd, folder));
        const summary = await mergeRuns(into as string, from, {
          signal: terminal.signal,
          trust: trustOf(terminal, trust),
        });
        for (const damage of summary.damage)
          printNote(terminal, terminal.color.yellow(visibleText(describeDamage(damage))));
        if (json) return printJson(terminal, summary);
        printLine(
          terminal,
          `${counted(summary.added, "result")} added, ${summary.skipped} ${summary.skipped === 1 ? "was" : "were"} there already: ${terminal.color.cyan(into as string)}`,
        );
      },
    );
}

/** `sdialog schema`: the JSON Schema of recipes, for editors. */
export function schemaCommand(terminal: Terminal): Command {
  return new Command("schema")
    .description("Print the JSON Schema of recipes, for editors that check and complete YAML.")
    .argument("[kind]", "only this kind of recipe")
    .action(async (kind?: string) => {
      const { loadKinds, recipeJsonSchema } = await import("@sdialog/runner");
      await loadKinds();
      printVerbatim(terminal, JSON.stringify(recipeJsonSchema(kind), null, 2));
    });
}
