import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { visibleText } from "@sdialog/core/internal";
import { Command } from "commander";
import { type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { describeLeft, waysOn } from "./left-to-do.ts";
import { examine } from "./examine.ts";
import { printNote, callable, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";

interface DoctorOptions extends PromptFlags {
  readonly model?: string;
  readonly tries?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly repair?: boolean;
  readonly json?: boolean;
  readonly trust?: boolean;
}

/** `sdialog doctor`: what is damaged in a run's folder, and setting it aside; or what a model can carry. */
export function doctorCommand(terminal: Terminal): Command {
  return withPromptFlag(new Command("doctor"))
    .description(
      "Read every line of a run's folder and say what is damaged, with status 1 if anything is; or, with --model, try out which of the library's tasks a model can do.",
    )
    .argument("[folder]", "folder of the run")
    .option("--model <backend:model>", "try this model in place of reading a folder")
    .option("--tries <n>", "attempts at each task", wholeNumber, 8)
    .option("--seconds <n>", "no attempt begins after this time", wholeNumber, 120)
    .option("--seed <n>", "seed of the attempts", wholeNumber, 1)
    .option("--repair", "move what is damaged aside, into *.damaged files; resume then does its tasks again")
    .addOption(trustOption())
    .option("--json", "print one JSON object")
    .action((folder: string | undefined, options: DoctorOptions) => {
      if (options.model !== undefined && folder === undefined)
        return examine(terminal, { ...options, model: options.model });
      if (options.model === undefined && options.prompt !== undefined)
        throw new UsageError("--prompt is given, and nobody is asked", "Name who is: --model backend:model");
      if (options.model === undefined && folder !== undefined) return doctor(terminal, folder, options);
      throw new UsageError("sdialog doctor takes the folder of a run, or a model with --model");
    });
}

async function doctor(terminal: Terminal, folder: string, options: DoctorOptions): Promise<void> {
  const { repair = false, json = false } = options;
  const { checkRun, describeDamage, repairRun, runStatus } = await import("@sdialog/runner");
  const path = resolve(terminal.cwd, folder);
  const found = await checkRun(path);
  const mended =
    repair && found.length > 0
      ? await repairRun(path, {
          trust: trustOf(terminal, options.trust),
          signal: terminal.signal,
          onNotice: (message) => printNote(terminal, visibleText(message)),
        })
      : [];
  const left = repair ? await checkRun(path) : found;
  if (json) printJson(terminal, { folder: path, found, mended, left });
  else {
    for (const damage of found) printLine(terminal, describeDamage(damage));
    if (found.length === 0) printLine(terminal, "Nothing is damaged.");
    if (left.length === 0) {
      const toDo = { ...(await runStatus(path)), folder };
      const what = describeLeft(toDo);
      if (found.length > 0) printLine(terminal, "Mended.");
      if (what !== undefined) printLine(terminal, `${what}.`);
      for (const way of waysOn(toDo)) printLine(terminal, callable(terminal, way));
    }
  }
  if (left.length > 0) throw isDamaged(folder, left.length, repair);
}

function isDamaged(folder: string, count: number, repaired: boolean): SDialogError {
  return new SDialogError(`${folder} is damaged in ${count} ${count === 1 ? "place" : "places"}`, {
    code: "run_damaged",
    hint: repaired
      ? "To make a manifest again from its recipe: sdialog run RECIPE --out FOLDER."
      : `Set it aside with: sdialog doctor ${folder} --repair`,
  });
}
