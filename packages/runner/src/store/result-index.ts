import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Damage, readRows } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { ResultRow } from "./rows.ts";

/** Where one result lies in its file. */
export interface IndexEntry {
  readonly variant: number;
  readonly index: number;
  /** First byte, and number of bytes, line break included. */
  readonly offset: number;
  readonly length: number;
}

/** What a file of results holds. */
export interface ResultSurvey {
  readonly entries: IndexEntry[];
  /** How many of the entries the index file has, and how many of its bytes can stay. */
  readonly known: number;
  readonly indexLength: number;
  /** Lines that are no results of this run; they have no entries. */
  readonly damage: readonly (Damage & { readonly line: number })[];
  /** What was wrong with the index, when it was not just behind. */
  readonly damagedIndex: readonly Damage[];
}

export function formatIndexEntry({ variant, index, offset, length }: IndexEntry): string {
  return `${variant} ${index} ${offset} ${length}\n`;
}

/**
 * Where every result lies. The index is only a shortcut: what it lacks is read from the results themselves, and an
 * index that does not fit them, or is older than they are, is made anew.
 *
 * @param end how much of the results file to look at, in bytes
 */
export async function readResultIndex(
  indexPath: string,
  resultsPath: string,
  end: number,
  check: RowCheck,
): Promise<ResultSurvey> {
  const stored = await storedEntries(indexPath);
  const damagedIndex = [...stored.damage];
  // A torn last result was cut off: its entry goes, the others stay.
  for (let last = stored.entries.at(-1); last !== undefined; last = stored.entries.at(-1)) {
    if (last.offset + last.length <= end) break;
    stored.entries.pop();
    stored.length -= formatIndexEntry(last).length;
  }
  const isRight = await endsWithEntry(resultsPath, stored.entries.at(-1), check);
  if (!isRight) damagedIndex.push({ file: basename(indexPath), problem: "does not fit the results" });
  const fits = isRight && (await isUntouchedSince(resultsPath, indexPath));
  const entries = fits ? stored.entries : [];
  const known = entries.length;
  const covered = entries.at(-1);
  const start = covered === undefined ? 0 : covered.offset + covered.length;
  const damage: (Damage & { readonly line: number })[] = [];
  const onDamage = (one: Damage & { readonly line: number }): void => void damage.push(one);
  const rows = readRows<ResultRow>(resultsPath, onlyOnce(check, entries), {
    start,
    end,
    firstLine: known + 1,
    onDamage,
  });
  for await (const { row, offset, length } of rows)
    entries.push({ variant: row.task.variant, index: row.task.index, offset, length });
  return { entries, known, indexLength: fits ? stored.length : 0, damage, damagedIndex };
}

/** The check, which also refuses what there is already. */
export function onlyOnce(check: RowCheck, entries: readonly IndexEntry[] = []): RowCheck {
  let seen: SeenTasks | undefined;
  return (row) => {
    const problem = check(row);
    if (problem !== undefined) return problem;
    // Usually the index knows everything, and nothing is read.
    if (seen === undefined) {
      seen = new SeenTasks();
      for (const entry of entries) seen.add(entry);
    }
    return seen.add((row as ResultRow).task) ? undefined : "is a second result of its task";
  };
}

const pageSize = 65_536;

/** Tasks, a byte each, in pages that are made as they are needed. */
class SeenTasks {
  readonly #pages = new Map<string, Uint8Array>();

  /** @returns whether it is new */
  add({ variant, index }: Pick<IndexEntry, "variant" | "index">): boolean {
    const name = `${variant}:${Math.floor(index / pageSize)}`;
    const page = this.#pages.get(name) ?? new Uint8Array(pageSize);
    this.#pages.set(name, page);
    const place = index % pageSize;
    if (page[place] === 1) return false;
    page[place] = 1;
    return true;
  }
}

async function storedEntries(
  path: string,
): Promise<{ entries: IndexEntry[]; length: number; readonly damage: readonly Damage[] }> {
  const text = await readFile(path, "latin1").catch(() => "");
  const length = text.lastIndexOf("\n") + 1;
  const entries: IndexEntry[] = [];
  let offset = 0;
  for (const line of text.slice(0, length).split("\n")) {
    if (line === "") break;
    const [variant = NaN, index = NaN, at = NaN, bytes = NaN] = line.split(" ").map(Number);
    const isPlace = Number.isInteger(variant) && Number.isInteger(index);
    if (!isPlace || at !== offset || !(bytes > 0)) {
      const damage = {
        file: basename(path),
        line: entries.length + 1,
        problem: "does not say where a result lies",
      };
      return { entries: [], length: 0, damage: [damage] };
    }
    entries.push({ variant, index, offset, length: bytes });
    offset += bytes;
  }
  return { entries, length, damage: [] };
}

/** The index is always written after the results: results that are newer were touched by somebody else, or it is behind. */
async function isUntouchedSince(resultsPath: string, indexPath: string): Promise<boolean> {
  try {
    const [results, index] = await Promise.all([stat(resultsPath), stat(indexPath)]);
    return results.mtimeMs <= index.mtimeMs;
  } catch {
    return false;
  }
}

/** The index was written for this very file: where it says that its last result lies, that result does lie. */
async function endsWithEntry(path: string, last: IndexEntry | undefined, check: RowCheck): Promise<boolean> {
  if (last === undefined) return true;
  const end = last.offset + last.length;
  try {
    const next = await readRows<ResultRow>(path, check, { start: last.offset, end }).next();
    if (next.done === true) return false;
    const { task } = next.value.row;
    return task.index === last.index && task.variant === last.variant;
  } catch {
    return false;
  }
}
