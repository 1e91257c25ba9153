import { basename } from "node:path";
import { type Damage, DamagedLines } from "./damage.ts";
import { readLines, type Span } from "./read-lines.ts";
import { readRows } from "./read-rows.ts";
import { findTail } from "./repair-tail.ts";
import type { RowCheck } from "./row-checks.ts";
import type { ResultRow } from "./rows.ts";
import { TaskBytes } from "./task-bytes.ts";

/** Where one result lies in its file. */
export interface IndexEntry extends Span {
  readonly variant: number;
  readonly index: number;
}

/** What a file of results holds. */
export interface ResultSurvey {
  readonly entries: IndexEntry[];
  /** How many of the entries the index file has, and how many of its bytes can stay. */
  readonly known: number;
  readonly indexLength: number;
  /** Lines that are not results of this run; they have no entries. */
  readonly damaged: DamagedLines;
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
  const entries: IndexEntry[] = [];
  const damaged = new DamagedLines();
  for await (const { row, offset, length } of readRows<ResultRow>(resultsPath, onlyOnce(check), {
    end,
    onDamage: damaged.add,
  }))
    entries.push({ variant: row.task.variant, index: row.task.index, offset, length });
  const stored = new StoredIndex(indexPath, end);
  let known = 0;
  let isRight = true;
  for await (const entry of stored.entries()) {
    isRight = isSame(entry, entries[known]);
    if (!isRight) break;
    known++;
  }
  const damagedIndex = [...stored.damage, ...(await findTail(indexPath)).damage];
  // Where a line is damaged, an index that has it is not what is wrong.
  if (!isRight && damaged.isEmpty)
    damagedIndex.push({ file: basename(indexPath), problem: "does not fit the results" });
  const isKept = isRight && stored.damage.length === 0;
  return {
    entries,
    known: isKept ? known : 0,
    indexLength: isKept ? stored.length : 0,
    damaged,
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
  const stored = new StoredIndex(indexPath, end);
  const entries: IndexEntry[] = [];
  for await (const entry of stored.entries()) entries.push(entry);
  const last = entries.at(-1);
  const coversAll = last !== undefined && last.offset + last.length === end;
  return coversAll && stored.damage.length === 0 ? entries : undefined;
}

function isSame(one: IndexEntry, other: IndexEntry | undefined): boolean {
  return (["variant", "index", "offset", "length"] as const).every((name) => one[name] === other?.[name]);
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

/** Four whole numbers have fewer digits and blanks. */
const longestEntry = 80;
/** The shortest line of a result is longer. */
const leastResult = 2;

/** What an index says of the first bytes of the results, read one line after the other. */
export class StoredIndex {
  readonly #path: string;
  readonly #end: number;
  /** How many of its bytes were read that say something. */
  length = 0;
  /** What is wrong with it. */
  readonly damage: Damage[] = [];

  constructor(path: string, end: number) {
    this.#path = path;
    this.#end = end;
  }

  async *entries(): AsyncGenerator<IndexEntry> {
    let offset = 0;
    for await (const { bytes, line, length: own } of readLines(this.#path, { longest: longestEntry })) {
      const [variant = NaN, index = NaN, at = NaN, length = NaN] =
        bytes?.toString("latin1").split(" ").map(Number) ?? [];
      const isPlace = [variant, index].every(Number.isInteger);
      if (!isPlace || at !== offset || !(Number.isInteger(length) && length > leastResult)) {
        this.damage.push({
          file: basename(this.#path),
          line,
          problem: "does not say where a result is",
        });
        return;
      }
      // A torn last result was cut off: its entry goes, the others stay.
      if (offset + length > this.#end) return;
      yield { variant, index, offset, length };
      offset += length;
      this.length += own;
    }
  }
}
