import { open } from "node:fs/promises";
import type { TaskRecord } from "../task/task-record.ts";
import { usageRows } from "./rows.ts";

/** More than the usage of all calls that the file of partial calls can hold. */
const tail = 32 * 1024 * 1024;

/**
 * The usage lines that a killed process did not come to write.
 *
 * @param recorded tasks recorded last, with their calls
 */
export async function missingUsage(
  path: string,
  recorded: readonly Pick<TaskRecord, "task" | "calls">[],
): Promise<string> {
  if (recorded.length === 0) return "";
  const written = await lastTasks(path);
  return recorded
    .filter(({ task }) => !written.has(task.key))
    .map(usageRows)
    .join("");
}

async function lastTasks(path: string): Promise<ReadonlySet<string>> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, tail));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    const keys = [...buffer.toString("latin1").matchAll(/^\{"task":"([0-9a-f]+)"/gmu)];
    return new Set(keys.map(([, key]) => key ?? ""));
  } finally {
    await file.close();
  }
}
