import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Damage, readRows } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { ResultRow } from "./rows.ts";
import { TaskBytes } from "./task-bytes.ts";

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
  /** Lines that are not results of this run; they have no entries. */
  readonly damage: readonly (Damage & { readonly line: number })[];
  /** What was wrong with the index, when it was not just behind. */
  readonly damagedIndex: readonly Damage[];
}

export function formatIndexEntry({ variant, index, offset, length }: IndexEntry): string {
  return `${variant} ${index} ${offset} ${length}\n`;
}

/**
 * Where every result lies. Each line is read and checked: an index is a file like any other, and whoever made or copied
 * the folder may have written it, so that it says nothing of whether its lines are results.
 *
 * @param end how much of the results file to look at, in bytes
 */
export async function readResultIndex(
  indexPath: string,
  resultsPath: string,
  end: number,
  check: RowCheck,
): Promise<ResultSurvey> {
  const stored = await storedEntries(indexPath, end);
  const entries: IndexEntry[] = [];
  const damage: (Damage & { readonly line: number })[] = [];
  const onDamage = (one: Damage & { readonly line: number }): void => void damage.push(one);
  for await (const { row, offset, length } of readRows<ResultRow>(resultsPath, onlyOnce(check), {
    end,
    onDamage,
  }))
    entries.push({ variant: row.task.variant, index: row.task.index, offset, length });
  const damagedIndex = [...stored.damage];
  const isRight = stored.entries.every((entry, at) => isSame(entry, entries[at]));
  // Where a line is damaged, an index that has it is not what is wrong.
  if (!isRight && damage.length === 0)
    damagedIndex.push({ file: basename(indexPath), problem: "does not fit the results" });
  return {
    entries,
    known: isRight ? stored.entries.length : 0,
    indexLength: isRight ? stored.length : 0,
    damage,
    damagedIndex,
  };
}

/**
 * Where the results lie as the index alone says, for who looks at each when it is read; nothing when it does not cover
 * exactly the file.
 *
 * @param end length of the results file in bytes
 */
export async function indexedPlaces(
  indexPath: string,
  end: number,
): Promise<readonly IndexEntry[] | undefined> {
  const { entries } = await storedEntries(indexPath, end);
  const last = entries.at(-1);
  return last !== undefined && last.offset + last.length === end ? entries : undefined;
}

function isSame(one: IndexEntry, other: IndexEntry | undefined): boolean {
  return other !== undefined && formatIndexEntry(one) === formatIndexEntry(other);
}

/** The check, which also refuses what there is already; for one pass through the results. */
export function onlyOnce(check: RowCheck): RowCheck {
  const seen = new TaskBytes();
  return (row) => {
    const problem = check(row);
    if (problem !== undefined) return problem;
    const { variant, index } = (row as ResultRow).task;
    if (seen.get(variant, index) === 1) return "is a second result of its task";
    seen.set(variant, index, 1);
    return undefined;
  };
}

/** What an index holds of the first `end` bytes of the results. */
async function storedEntries(
  path: string,
  end: number,
): Promise<{ entries: IndexEntry[]; length: number; readonly damage: readonly Damage[] }> {
  const text = await readFile(path, "latin1").catch(() => "");
  const whole = text.lastIndexOf("\n") + 1;
  const entries: IndexEntry[] = [];
  let length = 0;
  let offset = 0;
  for (const line of text.slice(0, whole).split("\n")) {
    if (line === "") break;
    const [variant = NaN, index = NaN, at = NaN, bytes = NaN] = line.split(" ").map(Number);
    const isPlace = Number.isInteger(variant) && Number.isInteger(index);
    if (!isPlace || at !== offset || !(bytes > 0)) {
      const damage = {
        file: basename(path),
        line: entries.length + 1,
        problem: "does not say where a result is",
      };
      return { entries: [], length: 0, damage: [damage] };
    }
    // A torn last result was cut off: its entry goes, the others stay.
    if (offset + bytes > end) break;
    entries.push({ variant, index, offset, length: bytes });
    offset += bytes;
    length += line.length + 1;
  }
  return { entries, length, damage: [] };
}
