import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readFailures } from "../store/read-failures.ts";
import { readManifest } from "../store/manifest.ts";
import { readResultIndex } from "../store/result-index.ts";
import { storeFiles } from "../store/run-store.ts";
import { type TaskCounts, TaskStates } from "../store/task-states.ts";

/** How far the run in a folder has come; it may be running. */
export interface RunStatus extends TaskCounts {
  readonly total: number;
  readonly name: string;
  readonly kind: string;
  readonly folder: string;
  /** Failed tasks by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** @throws StoreError `store_missing` when the folder holds no run */
export async function runStatus(folder: string): Promise<RunStatus> {
  const { manifest, states } = await readStates(folder);
  const reasons = new Map<string, string>();
  for await (const { task, failure } of readFailures(folder)) {
    if (states.get(task.variant, task.index) === "failed") reasons.set(task.key, failure.reason);
  }
  const counted: Record<string, number> = {};
  for (const reason of reasons.values()) counted[reason] = (counted[reason] ?? 0) + 1;
  const counts = states.counts();
  const total = counts.done + counts.failed + counts.pending;
  return { ...counts, total, name: manifest.name, kind: manifest.kind, folder, reasons: counted };
}

/** The state of every task, read without touching the folder; parts that are not collected yet count. */
export async function readStates(folder: string) {
  const manifest = await readManifest(folder);
  const states = new TaskStates(manifest.variants);
  const parts = await readdir(join(folder, "shards")).catch(() => []);
  for (const source of [folder, ...parts.map((name) => join(folder, "shards", name))]) {
    const results = join(source, manifest.results);
    const size = await stat(results).then(
      ({ size: bytes }) => bytes,
      () => 0,
    );
    for await (const { task } of readFailures(source)) {
      if (states.get(task.variant, task.index) === "pending") states.set(task.variant, task.index, "failed");
    }
    const { entries } = await readResultIndex(join(source, storeFiles.index), results, size);
    for (const { variant, index } of entries) states.set(variant, index, "done");
  }
  return { manifest, states };
}
