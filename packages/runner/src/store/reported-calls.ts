import { open, stat } from "node:fs/promises";
import { readRows, type ReadRowsOptions } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

/** More than the usage of all tasks that are recorded together. */
const tail = 64 * 1024 * 1024;

/**
 * The calls whose usage was recorded last, by the key of their task. Usage is recorded before the task is; of a process
 * that was killed in between it is known from here which calls are not to be recorded again.
 */
export async function reportedCalls(
  path: string,
  check: RowCheck,
  onDamage: ReadRowsOptions["onDamage"],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const calls = new Map<string, Set<string>>();
  const start = await lineAfter(path, tail);
  for await (const { row } of readRows<UsageRow>(path, check, { start, onDamage })) {
    // What came of it is lost: who makes it again pays again.
    if (row.lost !== undefined) continue;
    const known = calls.get(row.task);
    if (known === undefined) calls.set(row.task, new Set([row.call]));
    else known.add(row.call);
  }
  return calls;
}

/** Where the first whole line of the last `bytes` of a file begins. */
async function lineAfter(path: string, bytes: number): Promise<number> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size <= bytes) return 0;
  const file = await open(path, "r");
  try {
    const block = Buffer.alloc(1024 * 1024);
    for (let start = size - bytes; start < size; start += block.length) {
      const { bytesRead } = await file.read(block, 0, block.length, start);
      const at = block.subarray(0, bytesRead).indexOf(0x0a);
      if (at !== -1) return start + at + 1;
    }
    return size;
  } finally {
    await file.close();
  }
}
