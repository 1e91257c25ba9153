import { open, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { Dialog } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { loadDialogs } from "@sdialog/core/fs";
import { isRunFolder, readManifest } from "../store/manifest.ts";
import { damagedLine, readLines } from "../store/read-rows.ts";
import { readResultIndex } from "../store/result-index.ts";
import { rowChecks, storeFiles } from "../store/row-checks.ts";

/** Dialogues that can be read in any order. */
export interface DialogCollection {
  readonly count: number;
  /** @throws DataFormatError for a broken dialogue */
  get(index: number): Promise<Dialog>;
  close(): Promise<void>;
}

interface Span {
  readonly offset: number;
  readonly length: number;
}

/**
 * Opens the folder of a run (in the order of its tasks) or a JSON Lines file without loading it; any other file or
 * folder of dialogues is loaded whole.
 *
 * @throws FileError or DataFormatError when it cannot be read
 */
export async function openDialogs(path: string): Promise<DialogCollection> {
  if (await isRunFolder(path)) return openRun(path);
  if (extname(path) === ".jsonl") return openLines(path, await spansOfLines(path));
  const dialogs: Dialog[] = [];
  for await (const dialog of loadDialogs(path)) dialogs.push(dialog);
  return {
    count: dialogs.length,
    get: async (index) => dialogs[index] as Dialog,
    close: async () => undefined,
  };
}

/**
 * Opens what a run has made, in the order of its tasks.
 *
 * @param variant only what this one of a sweep's variants made, from 0
 */
export async function openRun(folder: string, variant?: number): Promise<DialogCollection> {
  const { results } = await readManifest(folder);
  return openLines(join(folder, results), await spansOfRun(folder, variant));
}

async function openLines(path: string, spans: readonly Span[]): Promise<DialogCollection> {
  const file = await open(path, "r");
  return {
    count: spans.length,
    async get(index) {
      const { offset, length } = spans[index] as Span;
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      return Dialog.from(parseJson(buffer.toString("utf8"), path, index + 1), path, index + 1);
    },
    close: () => file.close(),
  };
}

async function spansOfRun(folder: string, variant?: number): Promise<Span[]> {
  const manifest = await readManifest(folder);
  const results = join(folder, manifest.results);
  const { size } = await stat(results);
  const checks = rowChecks(manifest);
  const { entries, damage } = await readResultIndex(
    join(folder, storeFiles.index),
    results,
    size,
    checks.results,
  );
  const [first] = damage;
  if (first !== undefined) throw damagedLine(results, first.line, first.problem);
  return entries
    .filter((entry) => variant === undefined || entry.variant === variant)
    .toSorted((a, b) => a.variant - b.variant || a.index - b.index);
}

async function spansOfLines(path: string): Promise<Span[]> {
  const spans: Span[] = [];
  let offset = 0;
  for await (const line of readLines(path)) {
    if (line.toString("utf8").trim() !== "") spans.push({ offset, length: line.length });
    offset += line.length + 1;
  }
  // Not every program ends its last line.
  const { size } = await stat(path);
  if (offset < size) spans.push({ offset, length: size - offset });
  return spans;
}
