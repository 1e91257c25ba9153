import { join } from "node:path";
import { nextSubstitutes } from "@sdialog/generators/plan";
import type { TodoTask } from "../work/executor.ts";
import { readFailures } from "../store/read-failures.ts";
import { readRows } from "../store/read-rows.ts";
import { storeFiles } from "../store/row-checks.ts";
import type { RunStore } from "../store/run-store.ts";
import type { PlannedRun } from "../work/planned-run.ts";

/** A line of `substitutes.jsonl`: what a task is made of in a round. */
interface Given {
  readonly variant: number;
  readonly index: number;
  readonly round: number;
  readonly substitute: number;
}

/** What a run's failed tasks may be made of. */
export interface SupplementState {
  /** Tasks that were given a substitute and have not ended since. */
  readonly begun: readonly TodoTask[];
  /** Tasks whose results stayed no good and that can be given one, with it. */
  readonly next: readonly TodoTask[];
  /** Whether there are tasks whose model failed. */
  readonly modelsFailed: boolean;
}

/** Reads from a run's folder who was given what, and works out who is given what next. */
export async function supplementState(store: RunStore, plan: PlannedRun): Promise<SupplementState> {
  const given = await readGiven(store);
  const latest = new Map(given.map((one) => [keyOf(one), one]));
  const failed = await failedTasks(store);
  const begun = [...latest.values()].filter(
    (one) =>
      store.states.get(one.variant, one.index) !== "done" &&
      failed.get(keyOf(one))?.madeOf.has(one.substitute) !== true,
  );
  const open = [...store.states.in("failed")];
  const next = plan.plans().flatMap(({ supplement }, variant) => {
    if (supplement === undefined) return [];
    const indices = open
      .filter((task) => task.variant === variant && failed.get(keyOf(task))?.refused === true)
      .filter((task) => roundOf(latest.get(keyOf(task))) < supplement.rounds)
      .map(({ index }) => index);
    const known = given.filter((one) => one.variant === variant).length;
    return nextSubstitutes(indices, supplement, known).map((one) => ({ variant, ...one }));
  });
  return {
    begun: begun.map((one) => todo(store, one)),
    next: begun.length > 0 ? [] : next.map((one) => todo(store, one)),
    modelsFailed: open.some((task) => failed.get(keyOf(task))?.refused === false),
  };
}

/** Writes down who is given what in the next round, before it begins: a run that is interrupted in it goes on in it. */
export async function beginRound(store: RunStore, next: readonly TodoTask[]): Promise<void> {
  const latest = new Map((await readGiven(store)).map((one) => [keyOf(one), one]));
  const rows = next.map(({ variant, index, substitute = 0 }): Given => {
    const round = roundOf(latest.get(keyOf({ variant, index }))) + 1;
    return { variant, index, round, substitute };
  });
  await store.addSubstitutes(rows);
}

function roundOf(given: Given | undefined): number {
  return given?.round ?? 0;
}

interface Failed {
  /** What the task was made of whenever it failed. */
  readonly madeOf: Set<number | undefined>;
  /** Whether the last time its result was no good. */
  readonly refused: boolean;
}

async function failedTasks(store: RunStore): Promise<ReadonlyMap<string, Failed>> {
  const tasks = new Map<string, Failed>();
  for await (const { task, refused, substitute } of readFailures(store.folder)) {
    const madeOf = tasks.get(keyOf(task))?.madeOf ?? new Set();
    tasks.set(keyOf(task), { madeOf: madeOf.add(substitute), refused });
  }
  return tasks;
}

async function readGiven({ folder, checks }: RunStore): Promise<readonly Given[]> {
  const path = join(folder, storeFiles.substitutes);
  const given: Given[] = [];
  for await (const { row } of readRows<Given>(path, checks.substitutes)) given.push(row);
  return given;
}

function todo(store: RunStore, { variant, index, substitute }: Omit<Given, "round">): TodoTask {
  return { ...store.task(variant, index), tried: 0, substitute };
}

function keyOf({ variant, index }: Pick<Given, "variant" | "index">): string {
  return `${variant}:${index}`;
}
