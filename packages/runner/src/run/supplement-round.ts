import { join } from "node:path";
import { parseJson } from "@sdialog/core";
import { nextSubstitutes } from "@sdialog/generators/plan";
import type { TodoTask } from "../executors/executor.ts";
import { AppendFile } from "../store/append-file.ts";
import { readFailures } from "../store/read-failures.ts";
import { repairTail } from "../store/repair-tail.ts";
import { readLines } from "../store/result-index.ts";
import type { RunStore } from "../store/run-store.ts";
import type { RunPlan } from "./run-plan.ts";

const fileName = "substitutes.jsonl";

/** A line of `substitutes.jsonl`: what a task is made of in a round. */
interface Given {
  readonly variant: number;
  readonly index: number;
  readonly round: number;
  readonly substitute: number;
}

/**
 * What is to be done in the next supplement round: tasks whose results stayed no good, each with a substitute. Who is
 * given which is written down first, so that a run that is interrupted in a round goes on in it.
 *
 * @returns nothing when there is no such task, no substitute, or no round left
 */
export async function supplementRound(store: RunStore, plan: RunPlan): Promise<readonly TodoTask[]> {
  if (plan.plans().every(({ supplement }) => supplement === undefined)) return [];
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
  if (begun.length > 0) return begun.map((one) => todo(store, one));
  const fresh = plan.plans().flatMap(({ supplement }, variant) => {
    if (supplement === undefined) return [];
    const indices = [...store.states.in("failed")]
      .filter((task) => task.variant === variant && failed.get(keyOf(task))?.refused === true)
      .filter((task) => (latest.get(keyOf(task))?.round ?? 0) < supplement.rounds)
      .map(({ index }) => index);
    const known = given.filter((one) => one.variant === variant).length;
    return nextSubstitutes(indices, supplement, known).map(({ index, substitute }): Given => {
      const round = (latest.get(keyOf({ variant, index }))?.round ?? 0) + 1;
      return { variant, index, round, substitute };
    });
  });
  if (fresh.length > 0) await write(path, fresh);
  return fresh.map((one) => todo(store, one));
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

async function write(path: string, given: readonly Given[]): Promise<void> {
  const file = await AppendFile.open(path);
  try {
    await file.append(given.map((one) => `${JSON.stringify(one)}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

function todo(store: RunStore, { variant, index, substitute }: Given): TodoTask {
  return { ...store.task(variant, index), tried: 0, substitute };
}

function keyOf({ variant, index }: Pick<Given, "variant" | "index">): string {
  return `${variant}:${index}`;
}
