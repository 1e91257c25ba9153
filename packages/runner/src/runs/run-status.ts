import { requireArguments } from "@sdialog/core/internal";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { onceEach } from "../store/once-each.ts";
import { readFailures } from "../store/read-failures.ts";
import { readManifest } from "../store/manifest.ts";
import { type Damage, DamagedLines } from "../store/damage.ts";
import { findLosses } from "../store/find-losses.ts";
import { findMissingResults } from "../store/find-missing-results.ts";
import { withMissing } from "../store/mend-folder.ts";
import { readResultIndex } from "../store/result-index.ts";
import { findSmallDamage } from "../store/mend-small-files.ts";
import { findOddFiles } from "../store/refuse-odd-files.ts";
import { shardFolder, shardsOf } from "../store/shard-folders.ts";
import { rowChecks, storeFiles } from "../store/row-checks.ts";
import { type TaskCounts, TaskStates } from "../store/task-states.ts";
import type { TaskFailure } from "@sdialog/generators/plan";
import { FailureTally } from "./failure-tally.ts";
import type { TaskId } from "../task/task-id.ts";

/** How far the run in a folder has come; it may be running. */
export interface RunStatus extends TaskCounts {
  readonly total: number;
  readonly name: string;
  readonly kind: string;
  readonly folder: string;
  /** When it was begun: ISO 8601. */
  readonly created: string;
  /** Failed tasks by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** What the first of each reason said. */
  readonly messages: Readonly<Record<string, string>>;
  /** What is damaged in the folder, as far as it was read; see `checkRun`. Lines that are count for nothing. */
  readonly damage: readonly Damage[];
}

/** @throws StoreError `store_missing` when the folder holds no run */
export async function runStatus(folder: string): Promise<RunStatus> {
  requireArguments("runStatus", arguments, 1);
  const { manifest, states, damage, failures } = await readStates(folder);
  const tally = new FailureTally();
  for (const [key, { task, failure }] of failures)
    if (states.get(task.variant, task.index) === "failed") tally.add(key, failure);
  const { reasons, messages } = tally;
  const counts = states.counts();
  const total = counts.done + counts.failed + counts.pending;
  const { name, kind, created } = manifest;
  return { ...counts, total, name, kind, folder, created, reasons, messages, damage };
}

/** The state of every task, read without touching the folder; parts that are not collected yet count. */
export async function readStates(folder: string) {
  const manifest = await readManifest(folder);
  const checks = rowChecks(manifest);
  const states = new TaskStates(manifest.variants);
  const damage: Damage[] = [];
  const failures = new Map<string, { readonly task: TaskId; readonly failure: TaskFailure }>();
  damage.push(...(await findSmallDamage(folder)));
  for (const shard of [undefined, ...(await shardsOf(folder))]) {
    const source = shard === undefined ? folder : shardFolder(folder, shard);
    // What stands in the place of a file holds nothing; those of the run itself are refused before.
    const odd = new Set((shard === undefined ? [] : await findOddFiles(source)).map(({ name }) => name));
    const results = join(source, manifest.results);
    const losses = await findLosses(source, manifest);
    if (odd.has(manifest.results) || odd.has(storeFiles.index)) continue;
    const size = await stat(results).then(
      ({ size: bytes }) => bytes,
      () => 0,
    );
    const damaged = new DamagedLines();
    const onDamage = damaged.add;
    const failed = odd.has(storeFiles.failures)
      ? []
      : readFailures(source, onceEach(checks).failures, { onDamage });
    for await (const { task, failure } of failed) {
      failures.set(task.key, { task, failure });
      if (states.get(task.variant, task.index) === "pending") states.set(task.variant, task.index, "failed");
    }
    const indexPath = join(source, storeFiles.index);
    const survey = await readResultIndex(indexPath, results, size, checks.results);
    const { entries, damaged: damagedResults } = survey;
    const missing = await findMissingResults(source, manifest, survey, size);
    damage.push(...damaged.list(), ...damagedResults.list(), ...withMissing(losses, missing));
    for (const { variant, index } of entries) states.set(variant, index, "done");
  }
  return { manifest, states, damage, failures };
}
