import { join } from "node:path";
import { parseJson } from "@sdialog/core/internal";
import { nextSubstitutes } from "@sdialog/generators/plan";
import type { TodoTask } from "../work/executor.ts";
import { AppendFile } from "../store/append-file.ts";
import { readFailures } from "../store/read-failures.ts";
import { repairTail } from "../store/repair-tail.ts";
import { readLines } from "../store/result-index.ts";
import type { RunStore } from "../store/run-store.ts";
import type { RunPlan } from "../work/run-plan.ts";

const fileName = "substitutes.jsonl";

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
export async function supplementState(store: RunStore, plan: RunPlan): Promise<SupplementState> {
  const path = join(store.folder, fileName);
  await repairTail(path);
  const given = await readGiven(path);
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
  const path = join(store.folder, fileName);
  const latest = new Map((await readGiven(path)).map((one) => [keyOf(one), one]));
  const rows = next.map(({ variant, index, substitute = 0 }): Given => {
    const round = roundOf(latest.get(keyOf({ variant, index }))) + 1;
    return { variant, index, round, substitute };
  });
  const file = await AppendFile.open(path);
  try {
    await file.append(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
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

async function readGiven(path: string): Promise<readonly Given[]> {
  const given: Given[] = [];
  for await (const line of readLines(path))
    given.push(parseJson(line.toString("utf8"), path, given.length + 1) as Given);
  return given;
}

function todo(store: RunStore, { variant, index, substitute }: Omit<Given, "round">): TodoTask {
  return { ...store.task(variant, index), tried: 0, substitute };
}

function keyOf({ variant, index }: Pick<Given, "variant" | "index">): string {
  return `${variant}:${index}`;
}
