import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { DataFormatError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import type { TaskId } from "../task/task-id.ts";

/** Where one result lies in its file. */
export interface IndexEntry {
  readonly variant: number;
  readonly index: number;
  /** First byte, and number of bytes, line break included. */
  readonly offset: number;
  readonly length: number;
}

export function formatIndexEntry({ variant, index, offset, length }: IndexEntry): string {
  return `${variant} ${index} ${offset} ${length}\n`;
}

/**
 * Where every result lies. The index is only a shortcut: what it lacks is read from the results themselves, and an
 * index that does not fit them is made anew.
 *
 * @param end how much of the results file to look at, in bytes
 * @returns all entries, and how many bytes of the index file can stay
 */
export async function readResultIndex(
  indexPath: string,
  resultsPath: string,
  end: number,
): Promise<{ readonly entries: IndexEntry[]; readonly known: number; readonly indexLength: number }> {
  const stored = await storedEntries(indexPath);
  // A torn last result was cut off: its entry goes, the others stay.
  for (let last = stored.entries.at(-1); last !== undefined; last = stored.entries.at(-1)) {
    if (last.offset + last.length <= end) break;
    stored.entries.pop();
    stored.length -= formatIndexEntry(last).length;
  }
  const fits = await endsWithEntry(resultsPath, stored.entries.at(-1));
  const entries = fits ? stored.entries : [];
  const known = entries.length;
  const covered = entries.at(-1);
  const start = covered === undefined ? 0 : covered.offset + covered.length;
  for await (const entry of scanResults(resultsPath, start, end)) entries.push(entry);
  return { entries, known, indexLength: fits ? stored.length : 0 };
}

async function storedEntries(path: string): Promise<{ entries: IndexEntry[]; length: number }> {
  const text = await readFile(path, "latin1").catch(() => "");
  const length = text.lastIndexOf("\n") + 1;
  const entries: IndexEntry[] = [];
  let offset = 0;
  for (const line of text.slice(0, length).split("\n")) {
    if (line === "") break;
    const [variant = NaN, index = NaN, at = NaN, bytes = NaN] = line.split(" ").map(Number);
    if (at !== offset || !(bytes > 0)) return { entries: [], length: 0 };
    entries.push({ variant, index, offset, length: bytes });
    offset += bytes;
  }
  return { entries, length };
}

/** The index was written for this very file: where it says that its last result lies, that result does lie. */
async function endsWithEntry(path: string, last: IndexEntry | undefined): Promise<boolean> {
  if (last === undefined) return true;
  const end = last.offset + last.length;
  try {
    const line = await scanResults(path, last.offset, end).next();
    return line.done !== true && line.value.index === last.index && line.value.variant === last.variant;
  } catch {
    return false;
  }
}

/** Reads results one by one and says where each lies. @throws DataFormatError for a line that is not a result */
export async function* scanResults(path: string, start: number, end: number): AsyncGenerator<IndexEntry> {
  if (start >= end) return;
  let offset = start;
  for await (const line of readLines(path, start, end)) {
    const length = line.length + 1;
    const { task } = parseJson(line.toString("utf8"), path) as { task?: TaskId };
    if (task === undefined) {
      throw new DataFormatError("a line does not say which task it is the result of", {
        source: path,
        hint: `Remove the line at byte ${offset}; its task will be done again.`,
      });
    }
    yield { variant: task.variant, index: task.index, offset, length };
    offset += length;
  }
}

/** The complete lines between two bytes of a file, without their line breaks. */
export async function* readLines(path: string, start = 0, end?: number): AsyncGenerator<Buffer> {
  const size =
    end ??
    (await stat(path).then(
      ({ size: bytes }) => bytes,
      () => 0,
    ));
  if (start >= size) return;
  let rest: Buffer[] = [];
  const stream = createReadStream(path, { start, end: size - 1, highWaterMark: 1024 * 1024 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      const piece = chunk.subarray(from, at);
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
}
