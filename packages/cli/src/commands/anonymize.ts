import { counted, withoutMarks } from "@sdialog/core/internal";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Dialog, SDialogError } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { Command, Option } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { callable, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";
import { FreeIds } from "./free-ids.ts";

interface AnonymizeFlags extends ReadFlags {
  readonly out: string;
  readonly names?: string;
  readonly keep?: readonly string[];
  readonly scope: "dialog" | "dataset";
  readonly seed: number;
  readonly json?: boolean;
}

/** `sdialog anonymize`: the same dialogues without the people in them. */
export function anonymizeCommand(terminal: Terminal): Command {
  const command = new Command("anonymize")
    .description("Replace names, addresses, numbers and ids by pseudonyms, and write JSON Lines.")
    .argument("<files...>", "files and folders, or hf:owner/name[@revision][:split]")
    .requiredOption("--out <folder>", "folder to write dialogues.jsonl to")
    .option(
      "--names <file>",
      "names and ids to replace, one per line, besides those of speakers and personas",
    )
    .option("--keep <names>", "names that stay, separated by commas", listOption)
    .addOption(
      new Option("--scope <scope>", "how far a pseudonym reaches")
        .choices(["dialog", "dataset"])
        .default("dialog"),
    )
    .option("--seed <n>", "seed of the pseudonyms", wholeNumber, 0)
    .option("--json", "print one JSON object");
  return withReadFlags(command).action((files: string[], flags: AnonymizeFlags) =>
    anonymizeFiles(terminal, files, flags),
  );
}

async function anonymizeFiles(
  terminal: Terminal,
  files: readonly string[],
  flags: AnonymizeFlags,
): Promise<void> {
  const { anonymizeDialog } = await import("@sdialog/formats");
  const { keep, scope, seed } = flags;
  const names = flags.names === undefined ? [] : await listedNames(resolve(terminal.cwd, flags.names));
  const path = join(resolve(terminal.cwd, flags.out), "dialogues.jsonl");
  const replaced: Record<string, number> = {};
  const ids = new FreeIds();
  let [turns, skipped] = [0, 0];
  // Why a line was left out may quote it, so that only its number is told.
  const source = dialogFiles(terminal, files, flags, { onError: () => void skipped++ });
  const counter = startCounter(terminal, "Anonymized", "dialogues");
  async function* dialogs(): AsyncGenerator<Dialog> {
    for await (const original of source) {
      terminal.signal.throwIfAborted();
      const { dialog, counts } = anonymizeDialog(original, { names, keep, scope, seed });
      turns += dialog.length;
      for (const [kind, places] of Object.entries(counts)) replaced[kind] = (replaced[kind] ?? 0) + places;
      const id = ids.take(dialog.id);
      if (ids.size % 100 === 0) counter.update(ids.size);
      yield id === dialog.id ? dialog : new Dialog({ ...dialog.toJSON(), id });
    }
    // Nothing is no dataset: what stands there stays.
    if (ids.size === 0)
      throw new SDialogError("There is no dialogue to anonymize", {
        code: "no_dialogs",
        hint: "Name the format with --from, or see with sdialog import what is wrong with the files.",
      });
  }
  let count: number;
  try {
    count = await saveDialogs(dialogs(), path);
  } finally {
    counter.stop();
  }
  if (flags.json === true)
    return printJson(terminal, { dialogs: count, turns, replaced, skipped, seed, scope, out: path });
  const rows = Object.entries(replaced).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  printLine(
    terminal,
    formatTable(
      terminal,
      ["kind", "replaced"],
      rows.map(([kind, places]) => [kind, String(places)]),
    ),
  );
  if (skipped > 0)
    printLine(
      terminal,
      terminal.color.yellow(
        callable(terminal, `Left out, since they could not be read: ${skipped} (sdialog import says why)`),
      ),
    );
  printLine(
    terminal,
    `${counted(count, "dialogue")} with ${counted(turns, "turn")}: ${terminal.color.cyan(path)}`,
  );
}

async function listedNames(path: string): Promise<string[]> {
  try {
    const lines = withoutMarks(await readFile(path, "utf8")).split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "");
  } catch {
    throw new UsageError(
      `The list of names ${path} cannot be read`,
      "--names takes a text file, one name per line.",
    );
  }
}
