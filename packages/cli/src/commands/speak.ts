import { counted } from "@sdialog/core/internal";
import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { Command } from "commander";
import { startCounter } from "../terminal/progress.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { dialogFiles } from "./dialog-files.ts";
import { type SpeakFlags, voiceRecipeOf, withSpeakFlags } from "./speak-flags.ts";

interface SpeakCommandFlags extends SpeakFlags, ReadFlags {
  readonly out: string;
  readonly json?: boolean;
}

/** `sdialog speak`: dialogues as recordings. */
export function speakCommand(terminal: Terminal): Command {
  const command = new Command("speak")
    .description(
      "Speak dialogues: a voice for each persona, turns that follow each other as people's do, in a room or over a phone.",
    )
    .argument("<files...>", "files and folders, or hf:owner/name[@revision][:split]")
    .requiredOption("--out <folder>", "folder to write ID.wav, ID.rttm, ID.vtt and ID.json to")
    .option("--json", "print one JSON object");
  return withReadFlags(withSpeakFlags(command)).action((files: string[], flags: SpeakCommandFlags) =>
    speak(terminal, files, flags),
  );
}

const unsigned = "speech_no_credentials";

async function speak(terminal: Terminal, files: readonly string[], flags: SpeakCommandFlags): Promise<void> {
  const recipe = voiceRecipeOf(flags);
  const { speakDialogs, writeManifests } = await import("@sdialog/voice/node");
  const { describeMissed, voiceOptions } = await import("@sdialog/voice/recipe");
  const options = await voiceOptions(recipe, (path) => resolve(terminal.cwd, path));
  const unreadable: SDialogError[] = [];
  const source = dialogFiles(terminal, files, flags, { onError: (error) => unreadable.push(error) });
  const counter = startCounter(terminal, "Spoken", "dialogues");
  let done = 0;
  const out = resolve(terminal.cwd, flags.out);
  const summary = await speakDialogs(source, {
    ...options,
    out,
    signal: terminal.signal,
    onDialog: () => counter.update(++done),
  }).finally(() => counter.stop());
  const manifests = await writeManifests(out, recipe.manifests ?? []);
  const failed = [...summary.failed, ...unreadable.map(({ code, message }) => ({ id: "", code, message }))];
  if (flags.json === true) printJson(terminal, { ...summary, failed, out, manifests });
  else {
    const { dialogs, seconds, found } = summary;
    printLine(
      terminal,
      `${counted(dialogs, "dialogue")}, ${counted(Math.round(seconds), "second")} in all, by ${summary.engine}: ${terminal.color.cyan(out)}`,
    );
    if (found > 0) printLine(terminal, `Already there, and left as they are: ${found}`);
    for (const missed of describeMissed(summary.counts)) printLine(terminal, missed);
    for (const path of manifests) printLine(terminal, terminal.color.cyan(path));
    const notes = Object.entries(summary.notes);
    if (notes.length > 0) printLine(terminal, formatTable(terminal, ["noted (in ID.json)", "times"], notes));
  }
  if (failed.length === 0 && summary.dialogs > 0) return;
  if (flags.json !== true)
    for (const { id, message } of failed.slice(0, 10))
      printLine(terminal, terminal.color.yellow(`${id === "" ? "unreadable" : id}: ${message}`));
  const [first] = failed;
  // An engine that finds nothing to sign in with says so of every dialogue, and has spoken none.
  if (first !== undefined && summary.dialogs === 0 && failed.every(({ code }) => code === unsigned))
    throw new SDialogError(first.message, {
      code: unsigned,
      hint: "Set the environment variables, or write the files, in which the engine's provider looks for credentials.",
    });
  throw failed.length === 0
    ? new SDialogError("There is no dialogue to speak", {
        code: "no_dialogs",
        hint: "Name a file that holds dialogues.",
      })
    : new SDialogError(`${counted(failed.length, "dialogue")} could not be spoken`, {
        code: "not_spoken",
        hint: "The others were; the same command speaks what is missing.",
      });
}
