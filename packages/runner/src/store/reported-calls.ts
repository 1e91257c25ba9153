import { open, stat } from "node:fs/promises";
import { readRows, type ReadRowsOptions } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";
import type { CallUsage, TaskRecord } from "../task/task-record.ts";

/** More than the usage of all tasks that are recorded together. */
const tail = 64 * 1024 * 1024;

/** The calls whose usage was recorded last. */
export class ReportedCalls {
  readonly #calls = new Map<string, Set<string>>();
  readonly #lost = new Set<string>();

  /**
   * Usage is recorded before its task is; of a process that was killed in between it is known from here which calls are not
   * to be recorded again.
   */
  static async read(
    path: string,
    check: RowCheck,
    onDamage: ReadRowsOptions["onDamage"],
  ): Promise<ReportedCalls> {
    const calls = new ReportedCalls();
    const start = await lineAfter(path, tail);
    for await (const { row } of readRows<UsageRow>(path, check, { start, onDamage })) calls.#add(row);
    return calls;
  }

  #add(row: UsageRow): void {
    const { task, call, lost } = row;
    if (lost !== undefined) {
      // What came of it is lost: who makes it again pays again, and who has kept it does not.
      this.#lost.add(withoutLoss(row));
      return;
    }
    const known = this.#calls.get(task);
    if (known === undefined) this.#calls.set(task, new Set([call]));
    else known.add(call);
  }

  /** The calls of a task that are to be recorded. */
  without({ task: { key }, calls, isCopy = false }: TaskRecord): readonly CallUsage[] {
    const known = this.#calls.get(key);
    return calls.filter(
      (one) =>
        known?.has(one.call) !== true && !(isCopy && this.#lost.has(withoutLoss({ task: key, ...one }))),
    );
  }
}

function withoutLoss(row: UsageRow): string {
  return JSON.stringify({ ...row, lost: undefined });
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
