import { join, resolve } from "node:path";
import { DataFormatError, Dialog, registered, SDialogError } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { Command } from "commander";
import { startCounter } from "../terminal/progress.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { dialogFiles } from "./dialog-files.ts";
import { FreeIds } from "./free-ids.ts";

interface ImportOptions extends ReadFlags {
  readonly out: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** What was left out, and where. */
interface Skipped {
  readonly file: string | null;
  readonly line: number | null;
  readonly reason: string;
}

/** What an import did. */
interface ImportReport {
  readonly dialogs: number;
  readonly turns: number;
  /** The reader, or all of them, separated by commas. */
  readonly reader: string;
  readonly skipped: readonly Skipped[];
  /** Everything that was left out; `skipped` tells of the first thousand. */
  readonly skippedCount: number;
  /** What was mended, guessed or kept in another place → how often. */
  readonly notes: Readonly<Record<string, number>>;
  readonly files: readonly { readonly file: string; readonly reader: string; readonly reason: string }[];
  readonly out: string;
}

const mostSkipped = 1000;

/** `sdialog import`: dialogues of other tools as our own. */
export function importCommand(terminal: Terminal): Command {
  const command = new Command("import")
    .description("Read dialogues in the formats of other tools and write them as JSON Lines.")
    .argument("[files...]", "files and folders, or hf:owner/name[@revision][:split]")
    .option("--out <folder>", "folder to write dialogues.jsonl to", "imported")
    .option("--list", "list all formats")
    .option("--json", "print one JSON object");
  return withReadFlags(command).action((files: string[], options: ImportOptions) =>
    options.list === true ? list(terminal, options) : importFiles(terminal, files, options),
  );
}

async function list(terminal: Terminal, { json }: ImportOptions): Promise<void> {
  await import("@sdialog/formats");
  await import("@sdialog/core/fs");
  const readers = registered("reader").map(({ name, description, extensions }) => ({
    name,
    description,
    extensions,
  }));
  if (json === true) printJson(terminal, readers);
  else
    printLine(
      terminal,
      formatTable(
        terminal,
        ["format", "what it reads"],
        readers.map(({ name, description }) => [name, description]),
      ),
    );
}

async function importFiles(
  terminal: Terminal,
  files: readonly string[],
  options: ImportOptions,
): Promise<void> {
  if (files.length === 0)
    throw new UsageError(
      "There is nothing to import",
      "Name files or folders, or pass --list to see the formats.",
    );
  const path = join(resolve(terminal.cwd, options.out), "dialogues.jsonl");
  const report = await importTo(terminal, files, options, path);
  if (options.json === true) return printJson(terminal, report);
  for (const { file, reader, reason } of report.files.slice(0, 20))
    printLine(terminal, `${file}: ${reader} (${reason})`);
  if (report.files.length > 20) printLine(terminal, `… and ${report.files.length - 20} more files`);
  for (const [note, count] of Object.entries(report.notes)) printLine(terminal, `${note} (${count})`);
  for (const { file, line, reason } of report.skipped.slice(0, 20))
    printLine(
      terminal,
      terminal.color.yellow(`Left out: ${[file, line].filter((part) => part !== null).join(":")}: ${reason}`),
    );
  if (report.skippedCount > 20)
    printLine(terminal, terminal.color.yellow(`Left out in all: ${report.skippedCount}`));
  printLine(
    terminal,
    `${report.dialogs} dialogue${report.dialogs === 1 ? "" : "s"} with ${report.turns} turn${report.turns === 1 ? "" : "s"}: ${terminal.color.cyan(path)}`,
  );
}

async function importTo(
  terminal: Terminal,
  files: readonly string[],
  options: ImportOptions,
  path: string,
): Promise<ImportReport> {
  const readers: { file: string; reader: string; reason: string }[] = [];
  const skipped: Skipped[] = [];
  const notes: Record<string, number> = {};
  const ids = new FreeIds();
  let [turns, skippedCount] = [0, 0];
  let firstError: SDialogError | undefined;
  const onNote = (note: string): void => void (notes[note] = (notes[note] ?? 0) + 1);
  const source = dialogFiles(terminal, files, options, {
    onReader: (file, reader, reason) => void readers.push({ file, reader, reason }),
    onNote,
    onError(error) {
      firstError ??= error;
      skippedCount++;
      if (skipped.length < mostSkipped) skipped.push(skippedOf(error));
    },
  });
  const counter = startCounter(terminal, "Read", "dialogues");
  async function* dialogs(): AsyncGenerator<Dialog> {
    for await (const dialog of source) {
      terminal.signal.throwIfAborted();
      turns += dialog.length;
      const id = ids.take(dialog.id);
      if (id !== dialog.id) onNote("dialogues whose id another one has: numbered");
      if (ids.size % 100 === 0) counter.update(ids.size);
      yield id === dialog.id ? dialog : new Dialog({ ...dialog.toJSON(), id });
    }
    // Nothing is no import: what stands there stays.
    if (ids.size === 0)
      throw (
        firstError ??
        new SDialogError(`${files.join(", ")}: there is no dialogue to read`, {
          code: "no_dialogs",
          hint: "Name the format with --from.",
        })
      );
  }
  try {
    const count = await saveDialogs(dialogs(), path);
    const reader = [...new Set(readers.map((each) => each.reader))].join(", ");
    return { dialogs: count, turns, reader, skipped, skippedCount, notes, files: readers, out: path };
  } finally {
    counter.stop();
  }
}

function skippedOf(error: SDialogError): Skipped {
  const place = error instanceof DataFormatError ? error : undefined;
  const { source, line } = place ?? {};
  const prefix = [source, line].filter((part) => part !== undefined).join(":");
  const reason = prefix === "" ? error.message : error.message.replace(`${prefix}: `, "");
  return { file: source ?? null, line: line ?? null, reason };
}
