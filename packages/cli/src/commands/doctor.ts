import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { counted, visibleText } from "@sdialog/core/internal";
import type { Damage } from "@sdialog/runner";
import { Command } from "commander";
import { type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { shellWord } from "../terminal/shell-word.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { describeLeft, describeSpent, type RunAt, waysOn } from "./left-to-do.ts";
import { examine } from "./examine.ts";
import { printNote, callable, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";

const manifestName = "manifest.json";

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
  const { checkRun, describeDamage, otherRunIn, runReach, runStatus, spentBudget } =
    await import("@sdialog/runner");
  const path = resolve(terminal.cwd, folder);
  const found = await checkRun(path);
  const mended = repair && found.length > 0 ? await mend(terminal, path, options) : [];
  const left = mended.length > 0 ? await checkRun(path) : found;
  const isKnown = left.every(({ file }) => file !== manifestName);
  const reach = isKnown ? await runReach(path) : [];
  if (json) printJson(terminal, { folder: path, found, mended, left, reach });
  else {
    for (const damage of found) printLine(terminal, visibleText(describeDamage(damage)));
    if (found.length === 0) printLine(terminal, "Nothing is damaged.");
    if (reach.length > 0) printLine(terminal, described(reach));
    if (left.length === 0) {
      const toDo = await runStatus(path);
      const limits = await spentBudget(path);
      const spent = limits.length === 0 ? undefined : limits;
      // Whether it is trusted is for the reader to say, who is told above what it reaches for.
      const run: RunAt = { folder, isTest: toDo.kind === "test", needsTrust: false };
      const what = spent === undefined ? describeLeft(toDo) : describeSpent(toDo);
      if (found.length > 0) printLine(terminal, "Mended.");
      if (what !== undefined) printLine(terminal, `${what}.`);
      for (const way of waysOn(toDo, run, spent)) printLine(terminal, callable(terminal, way));
    }
  }
  if (left.length === 0) return;
  // What the repair would refuse.
  const refusal = isKnown ? await otherRunIn(path) : undefined;
  throw new SDialogError(`${folder} is damaged in ${counted(left.length, "place")}`, {
    code: "run_damaged",
    hint: !isKnown
      ? adviceOnManifest(folder)
      : (refusal?.hint ?? `Set it aside with: sdialog doctor ${shellWord(folder)} --repair`),
  });
}

/** Sets aside what is damaged; nothing where only the recipe can help. */
async function mend(terminal: Terminal, path: string, { trust }: DoctorOptions): Promise<readonly Damage[]> {
  const { repairRun } = await import("@sdialog/runner");
  return repairRun(path, {
    trust: trustOf(terminal, trust),
    signal: terminal.signal,
    onNotice: (message) => printNote(terminal, visibleText(message)),
  }).catch((error: unknown) => {
    // The manifest cannot be read, which is told of already.
    if (SDialogError.isInstance(error) && error.code === "data_format") return [];
    throw error;
  });
}

/** So many things that a folder reaches for are named, of more the others are counted. */
const mostReach = 20;

function described(reach: readonly string[]): string {
  const more = reach.length - mostReach;
  const lines = [
    // One line each, however many the text has: what comes after a line break looks like the program's own words.
    ...reach.slice(0, mostReach).map((one) => visibleText(one).replaceAll(/[\r\n]+/g, "\\n")),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
  return `Going on with this run would, with your permissions and keys:\n${lines}\nIf you trust whoever made this folder, go on with --trust.`;
}

/** What can be done about a manifest that says nothing, or what no run has written: the recipe stands in for it. */
function adviceOnManifest(folder: string): string {
  return [
    `The recipe that the run was started with makes the manifest again, and the run goes on: sdialog run RECIPE --out ${shellWord(folder)}`,
    "Without it, files of dialogues can be read by themselves, as by: sdialog eval FILE",
  ].join("\n");
}
