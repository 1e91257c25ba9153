import { open, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { Dialog } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { loadDialogs } from "@sdialog/core/fs";
import { isRunFolder, type Manifest, readManifest } from "../store/manifest.ts";
import { longestLine, readLines } from "../store/read-lines.ts";
import { damagedLine, tooLong } from "../store/read-rows.ts";
import { type IndexEntry, indexedPlaces, readResultIndex } from "../store/result-index.ts";
import { type RowChecks, rowChecks, storeFiles } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";

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
  /** From 1. */
  readonly line: number;
}

type Place = Span & IndexEntry;

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
  const manifest = await readManifest(folder);
  const path = join(folder, manifest.results);
  const { results: check } = rowChecks(manifest);
  const places = await placesInRun(folder, manifest, variant);
  return openLines(path, places, (row, place) => {
    const task = (row as ResultRow).task as ResultRow["task"] | undefined;
    const isPlaced = task?.variant === place.variant && task.index === place.index;
    const problem = check(row) ?? (isPlaced ? undefined : "belongs to another task than the index says");
    if (problem !== undefined) throw damagedLine(path, place.line, problem);
  });
}

/** @param check throws for a line that is not one of those looked for */
async function openLines<Of extends Span>(
  path: string,
  spans: readonly Of[],
  check: (row: unknown, place: Of) => void = () => undefined,
): Promise<DialogCollection> {
  const file = await open(path, "r");
  return {
    count: spans.length,
    async get(index) {
      const place = spans[index] as Of;
      const { offset, length, line } = place;
      // An index and the end of a file may say anything.
      if (length > longestLine + 1) throw damagedLine(path, line, tooLong());
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      const row = parseJson(buffer.toString("utf8"), path, line);
      check(row, place);
      return Dialog.from(row, path, line);
    },
    close: () => file.close(),
  };
}

async function placesInRun(folder: string, manifest: Manifest, variant?: number): Promise<readonly Place[]> {
  const results = join(folder, manifest.results);
  const index = join(folder, storeFiles.index);
  const { size } = await stat(results);
  const entries =
    (await indexedPlaces(index, size)) ?? (await placesRead(index, results, size, rowChecks(manifest)));
  return entries
    .map((entry, at) => ({ ...entry, line: at + 1 }))
    .filter((entry) => variant === undefined || entry.variant === variant)
    .toSorted((a, b) => a.variant - b.variant || a.index - b.index);
}

async function placesRead(index: string, results: string, size: number, checks: RowChecks) {
  const { entries, damaged } = await readResultIndex(index, results, size, checks.results);
  const [first] = damaged.list();
  if (first !== undefined) throw damagedLine(results, first.line ?? 1, first.problem);
  return entries;
}

async function spansOfLines(path: string): Promise<Span[]> {
  const spans: Span[] = [];
  let end = 0;
  let last = 0;
  for await (const { bytes, offset, length, line, lastLine } of readLines(path)) {
    if (bytes === undefined || bytes.toString("utf8").trim() !== "") spans.push({ offset, length, line });
    end = offset + length;
    last = lastLine;
  }
  // Not every program ends its last line.
  const { size } = await stat(path);
  if (end < size) spans.push({ offset: end, length: size - end, line: last + 1 });
  return spans;
}
