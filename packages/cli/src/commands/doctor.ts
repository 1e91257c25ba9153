import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { Command } from "commander";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

interface DoctorOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

/** `sdialog doctor`: what is damaged in a run's folder, and setting it aside. */
export function doctorCommand(terminal: Terminal): Command {
  return new Command("doctor")
    .description(
      "Read every line of a run's folder and say what is damaged; ends with status 1 if anything is.",
    )
    .argument("<folder>", "folder of the run")
    .option(
      "--repair",
      "set what is damaged aside, in files beside (*.damaged); resume then does its tasks again",
    )
    .option("--json", "print one JSON object")
    .action((folder: string, options: DoctorOptions) => doctor(terminal, folder, options));
}

async function doctor(terminal: Terminal, folder: string, options: DoctorOptions): Promise<void> {
  const { repair = false, json = false } = options;
  const { checkRun, describeDamage, repairRun } = await import("@sdialog/runner");
  const path = resolve(terminal.cwd, folder);
  const found = await checkRun(path);
  const mended = repair && found.length > 0 ? await repairRun(path) : [];
  const left = repair ? await checkRun(path) : found;
  if (json) printJson(terminal, { folder: path, found, mended, left });
  else {
    for (const damage of found) printLine(terminal, describeDamage(damage));
    if (found.length === 0) printLine(terminal, "Nothing is damaged.");
    else if (repair && left.length === 0)
      printLine(terminal, `Mended. Continue with: ${terminal.color.cyan(`sdialog resume ${folder}`)}`);
  }
  if (left.length > 0) throw isDamaged(folder, left.length, repair);
}

function isDamaged(folder: string, count: number, repaired: boolean): SDialogError {
  return new SDialogError(`${folder} is damaged in ${count} ${count === 1 ? "place" : "places"}`, {
    code: "run_damaged",
    hint: repaired
      ? "A manifest is made anew from its recipe: sdialog run RECIPE --out FOLDER."
      : `Set it aside with: sdialog doctor ${folder} --repair`,
  });
}
