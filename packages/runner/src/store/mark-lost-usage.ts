import { rename } from "node:fs/promises";
import { join } from "node:path";
import { type TaskId, taskId } from "../task/task-id.ts";
import type { LostResult } from "./index-listing.ts";
import type { Manifest } from "./manifest.ts";
import { openFresh } from "./own-file.ts";
import { readRows } from "./read-rows.ts";
import { type RowChecks, storeFiles } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

/** So much is written at once. */
const blockLength = 1024 * 1024;

/**
 * Marks what the calls used whose results were lost, so that the same calls count anew when they are made again. Those that
 * are kept are not made again.
 */
export async function markLostUsage(
  folder: string,
  { variants }: Manifest,
  checks: RowChecks,
  lost: readonly LostResult[],
): Promise<void> {
  const tasks = new Set(
    lost.map(({ variant, index }) => taskId(variant, variants[variant]?.identity ?? "", index).key),
  );
  const kept = new Set<string>();
  for await (const { row } of readRows<{ task: TaskId; call: string }>(
    join(folder, storeFiles.partial),
    checks.partial,
  ))
    kept.add(`${row.task.key} ${row.call}`);
  const path = join(folder, storeFiles.usage);
  const times = new Map<string, number>();
  // Made anew, and so never through a link.
  const file = await openFresh(`${path}.new`);
  try {
    let text = "";
    for await (const { row } of readRows<UsageRow>(path, checks.usage)) {
      const { task, call, lost: before } = row;
      if (before !== undefined) times.set(task, before);
      const isLost = before === undefined && tasks.has(task) && !kept.has(`${task} ${call}`);
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
