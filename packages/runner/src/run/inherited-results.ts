import { join } from "node:path";
import { inWaves } from "@sdialog/generators/plan";
import { RecipeError } from "../recipe/recipe-error.ts";
import { readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";
import type { RunStore } from "../store/run-store.ts";
import type { TaskRecord } from "../task/task-record.ts";
import type { Executor, TodoTask, Work } from "../work/executor.ts";
import type { PlannedRun } from "../work/planned-run.ts";

/** Whether tasks of the run build on the results of others. */
export function hasInheritance(plan: PlannedRun): boolean {
  return plan.plans().some(({ inheritance }) => inheritance !== undefined);
}

/**
 * Does tasks in waves, so that each finds what it builds on. What the run's folder holds is read first, so that a run
 * that was interrupted goes on with the same.
 *
 * @throws RecipeError for an executor that does tasks elsewhere, and for a part of a run: they do not see each other's results
 */
export async function executeInWaves(executor: Executor, work: Work, isPart: boolean): Promise<void> {
  const { plan, store, signal } = work;
  if (executor.name !== "local" || isPart)
    throw new RecipeError(
      "executor",
      "the tasks of this run build on each other, so one process does them all",
      {
        hint: 'Use the executor "local", or draw examples from a fixed hub (draw: fixed).',
      },
    );
  await readInherited(store, plan);
  for (const wave of inWaves(work.todo(), ({ variant }: TodoTask) => plan.setting(variant).plan)) {
    if (signal.aborted) return;
    await executor.execute({
      ...work,
      todo: () => wave,
      record: async (record) => {
        await work.record(record);
        keep(record, plan);
      },
    });
  }
}

async function readInherited(store: RunStore, plan: PlannedRun): Promise<void> {
  await store.flush();
  const { folder, manifest } = store;
  // Damaged lines are told of when the folder is opened.
  const rows = readRows<ResultRow>(join(folder, manifest.results), rowChecks(manifest).results, {
    onDamage: () => {},
  });
  for await (const { row } of rows) {
    const { plan: own, inherited } = plan.setting(row.task.variant);
    if (own.inheritance !== undefined) inherited.set(row.task.index, own.inheritance.keep(row));
  }
}

function keep(record: TaskRecord, plan: PlannedRun): void {
  const { plan: own, inherited } = plan.setting(record.task.variant);
  if (record.status === "done" && own.inheritance !== undefined)
    inherited.set(record.task.index, own.inheritance.keep(record.data));
}
