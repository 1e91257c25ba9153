import { rename } from "node:fs/promises";
import { join } from "node:path";
import { taskId, type TaskId } from "../task/task-id.ts";
import type { Manifest } from "./manifest.ts";
import { openFresh } from "./own-file.ts";
import { readFailures } from "./read-failures.ts";
import { readRows } from "./read-rows.ts";
import type { IndexEntry } from "./result-index.ts";
import { type RowChecks, storeFiles } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

/** So much is written at once. */
const blockLength = 1024 * 1024;

/**
 * Marks what calls used of which nothing is left, no result and no reply, so that the same calls count anew when they are
 * made again. It takes what is there for the whole truth: what was lost may have been any file.
 *
 * @param done where the results lie that are there
 */
export async function markLostUsage(
  folder: string,
  { variants }: Manifest,
  checks: RowChecks,
  done: readonly IndexEntry[],
): Promise<void> {
  const tasks = new Set(
    done.map(({ variant, index }) => taskId(variant, variants[variant]?.identity ?? "", index).key),
  );
  const kept = await keptCalls(folder, checks);
  const path = join(folder, storeFiles.usage);
  const times = new Map<string, number>();
  // Made anew, and so never through a link.
  const file = await openFresh(`${path}.new`);
  try {
    let text = "";
    for await (const { row } of readRows<UsageRow>(path, checks.usage)) {
      const { task, call, lost: before } = row;
      if (before !== undefined) times.set(task, before);
      const isLost = before === undefined && !tasks.has(task) && !kept.has(`${task} ${call}`);
      text += `${JSON.stringify(isLost ? { ...row, lost: (times.get(task) ?? 0) + 1 } : row)}\n`;
      if (text.length < blockLength) continue;
      await file.appendFile(text);
      text = "";
    }
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** The calls that are not made again, since what came of them is there. */
async function keptCalls(folder: string, checks: RowChecks): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  const partial = join(folder, storeFiles.partial);
  for await (const { row } of readRows<{ task: TaskId; call: string }>(partial, checks.partial, {
    onDamage: passOver,
  }))
    kept.add(`${row.task.key} ${row.call}`);
  for await (const { task, journal } of readFailures(folder, checks.failures, { onDamage: passOver }))
    for (const { call } of journal) kept.add(`${task.key} ${call}`);
  return kept;
}

function passOver(): void {}
