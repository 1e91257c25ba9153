import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Damage } from "./damage.ts";
import type { Manifest } from "./manifest.ts";
import { type ResultSurvey, StoredIndex } from "./result-index.ts";
import { storeFiles } from "./row-checks.ts";
import { TaskBytes } from "./task-bytes.ts";
import { TaskStates } from "./task-states.ts";

interface Absent {
  /** Where its line ended, in bytes. */
  readonly end: number;
  readonly isDamaged: boolean;
}

/**
 * Compares what the index lists with the results that were found: it is written after them, so that what it lists was there.
 *
 * @param end how much of the results file was looked at, in bytes; what was added since is not missed
 * @returns what is wrong with the file of results, by that
 */
export async function findMissingResults(
  folder: string,
  { results, variants }: Pick<Manifest, "results" | "variants">,
  { entries, damaged }: Pick<ResultSurvey, "entries" | "damaged">,
  end: number,
): Promise<readonly Damage[]> {
  const tasks = new TaskStates(variants);
  const known = new TaskBytes();
  for (const { variant, index } of entries) known.set(variant, index, 1);
  const absent: Absent[] = [];
  // How many of the results that are there were passed, and how far they lie from where they were.
  let [passed, moved] = [0, 0];
  const stored = new StoredIndex(join(folder, storeFiles.index), Number.POSITIVE_INFINITY);
  for await (const { variant, index, offset, length } of stored.entries()) {
    const found = entries[passed];
    if (found?.variant === variant && found.index === index) {
      moved = found.offset - offset;
      passed++;
    }
    if (!tasks.has(variant, index) || known.get(variant, index) === 1) continue;
    known.set(variant, index, 1);
    // Most of its line is there, and damaged; lines that somebody added in its place are shorter.
    const isDamaged = 2 * damaged.bytes.within({ offset: offset + moved, length }) > length;
    absent.push({ end: offset + length, isDamaged });
  }
  const path = join(folder, results);
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  // Those whose lines are there and damaged are told of by their lines.
  const count = absent.filter((one) => !one.isDamaged && (one.end <= end || one.end > size)).length;
  if (count === 0) return [];
  const what = count === 1 ? "1 result that is" : `${count} results that are`;
  return [{ file: basename(path), problem: `lacks ${what} listed in ${storeFiles.index} and not there` }];
}
