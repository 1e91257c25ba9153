import { open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dialog } from "@sdialog/core";
import { DialogRefusedError } from "./dialog-refused-error.ts";
import type { Exporter, FileExporter, TextExporter } from "./exporter.ts";

/** Is told of a dialogue that could not be written. */
type OnRefused = (dialog: Dialog, error: DialogRefusedError) => void;

/** The files of an export. They get their names when all of them are complete, and are gone when one of them fails. */
export class PartFiles {
  readonly #folder: string;
  readonly #extension: string;
  readonly #names: string[] = [];

  /** What exporters remarked on what they wrote, each with the file or folder that it is of. */
  readonly remarks: string[] = [];

  /** @param extension without the dot; nothing for folders */
  constructor(folder: string, extension: string) {
    this.#folder = folder;
    this.#extension = extension;
  }

  nameOf(part: string): string {
    return this.#extension === "" ? part : `${part}.${this.#extension}`;
  }

  /** @returns how many rows were written */
  write(
    part: string,
    exporter: Exporter,
    dialogs: AsyncIterable<Dialog>,
    onRefused: OnRefused,
  ): Promise<number> {
    const name = this.nameOf(part);
    const path = this.#begin(name);
    return "rows" in exporter
      ? writeRows(path, exporter, dialogs, onRefused)
      : writeWhole(path, exporter, dialogs, (sentence) => this.remarks.push(`${name}: ${sentence}`));
  }

  async writeText(name: string, text: string): Promise<void> {
    await writeFile(this.#begin(name), text);
  }

  /** Puts the files in their places. @returns their paths */
  async keep(): Promise<string[]> {
    const paths = this.#names.map((name) => join(this.#folder, name));
    for (const path of paths) {
      // Of two folders neither takes the other's place by itself.
      if (this.#extension === "") await rm(path, { recursive: true, force: true });
      await rename(`${path}.new`, path);
    }
    return paths;
  }

  async discard(): Promise<void> {
    for (const name of this.#names)
      await rm(join(this.#folder, `${name}.new`), { recursive: true, force: true }).catch(() => undefined);
  }

  #begin(name: string): string {
    this.#names.push(name);
    return join(this.#folder, `${name}.new`);
  }
}

async function writeRows(
  path: string,
  exporter: TextExporter,
  dialogs: AsyncIterable<Dialog>,
  onRefused: OnRefused,
): Promise<number> {
  const file = await open(path, "w");
  let count = 0;
  try {
    let waiting = exporter.header ?? "";
    for await (const dialog of dialogs) {
      const rows = rowsOf(exporter, dialog, onRefused);
      count += rows.length;
      waiting += rows.join("");
      if (waiting.length < 1_000_000) continue;
      await file.appendFile(waiting);
      waiting = "";
    }
    await file.appendFile(waiting);
  } finally {
    await file.close();
  }
  return count;
}

function rowsOf(exporter: TextExporter, dialog: Dialog, onRefused: OnRefused): readonly string[] {
  try {
    const rows = exporter.rows(dialog);
    if (rows.length === 0) throw new DialogRefusedError("no_row", "nothing of it makes a row of this format");
    return rows;
  } catch (error) {
    if (!(error instanceof DialogRefusedError)) throw error;
    onRefused(dialog, error);
    return [];
  }
}

async function writeWhole(
  path: string,
  exporter: FileExporter,
  dialogs: AsyncIterable<Dialog>,
  remark: (sentence: string) => void,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<Dialog> {
    for await (const dialog of dialogs) {
      count++;
      yield dialog;
    }
  }
  await exporter.writeFile(path, counted(), remark);
  return count;
}
