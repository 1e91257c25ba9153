import { join } from "node:path";
import { cutShort } from "@sdialog/core";
import { kindOf } from "../recipe/check-recipe.ts";
import { loadKind } from "../recipe/load-kind.ts";
import type { RowOutcome } from "../recipe/recipe-kind.ts";
import type { Manifest } from "../store/manifest.ts";
import { readFailures } from "../store/read-failures.ts";
import { readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { RunOutcomes } from "./run-outcomes.ts";

/** What is to be said of the results of a run beside their number. */
export interface RunFindings {
  /**
   * What went wrong within results, summed over all of them, when anything did: messages refused, mended or cut off,
   * also where another try put it right.
   */
  readonly faults?: Readonly<Record<string, number>> | undefined;
  /** Results with a message that is not whole, because a limit or a filter ended it, when there are any. */
  readonly cut?: number | undefined;
  /** What came of its conversations, for kinds in which they can go well or badly. */
  readonly outcomes?: RunOutcomes | undefined;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Counts what is to be said of a run's results, those of earlier processes included. How conversations came out is
 * counted of failed tasks, too, as far as they came: a conversation that nobody could judge was held all the same.
 */
export class ResultTally {
  readonly #outcomeOf: ((row: Row) => RowOutcome | undefined) | undefined;
  readonly #required: number;
  readonly #faults: Record<string, number> = {};
  readonly #ended = new OutcomeCount();
  readonly #failed = new Map<string, RowOutcome>();
  #cut = 0;

  private constructor(manifest: Manifest) {
    const { outcome, required } = kindOf({ kind: manifest.kind });
    this.#outcomeOf = outcome;
    this.#required = Math.max(...manifest.variants.map(({ recipe }) => required?.(recipe as never) ?? 0));
  }

  /** Counts what stands in a run's folder. */
  static async read(folder: string, manifest: Manifest): Promise<ResultTally> {
    await loadKind(manifest.kind);
    const tally = new ResultTally(manifest);
    const path = join(folder, manifest.results);
    const checks = rowChecks(manifest);
    const done = new Set<string>();
    for await (const { row } of readRows<Row>(path, checks.results, { onDamage: ignored })) {
      tally.add(row);
      done.add(keyOf(row));
    }
    if (tally.#outcomeOf === undefined) return tally;
    for await (const { task, data } of readFailures(folder, checks.failures, { onDamage: ignored }))
      if (!done.has(task.key)) tally.fail(task.key, data);
    return tally;
  }

  /** Counts one more result. */
  add(row: object, task = keyOf(row as Row)): void {
    const { faults, turns } = row as Row;
    const found = this.#outcomeOf?.(row as Row);
    addCounts(this.#faults, faults);
    if (Array.isArray(turns) && turns.some(isCut)) this.#cut++;
    this.#failed.delete(task);
    if (found !== undefined) this.#ended.add(found);
  }

  /** Counts a task that failed, as far as it came; until it is done, or fails in another way. */
  fail(task: string, made: object | undefined): void {
    const found = made === undefined ? undefined : this.#outcomeOf?.(made as Row);
    if (found === undefined) this.#failed.delete(task);
    else this.#failed.set(task, { ...found, reached: false });
  }

  findings(): RunFindings {
    const all = new OutcomeCount(this.#ended);
    for (const failed of this.#failed.values()) all.add(failed);
    const outcomes: RunOutcomes | undefined = this.#outcomeOf && { ...all, required: this.#required };
    return {
      ...(Object.keys(this.#faults).length === 0 ? {} : { faults: { ...this.#faults } }),
      ...(this.#cut === 0 ? {} : { cut: this.#cut }),
      ...(outcomes === undefined ? {} : { outcomes }),
    };
  }
}

/** How conversations came out, in numbers. */
class OutcomeCount {
  reached: number;
  missed: number;
  unjudged: number;
  readonly outcomes: Record<string, number>;
  readonly faults: Record<string, number>;

  constructor(before?: OutcomeCount) {
    this.reached = before?.reached ?? 0;
    this.missed = before?.missed ?? 0;
    this.unjudged = before?.unjudged ?? 0;
    this.outcomes = { ...before?.outcomes };
    this.faults = { ...before?.faults };
  }

  add({ outcome, reached, unjudged = false, faults }: RowOutcome): void {
    if (reached) this.reached++;
    else this.missed++;
    if (reached && unjudged) this.unjudged++;
    addCounts(this.outcomes, { [outcome]: 1 });
    addCounts(this.faults, faults);
  }
}

/** Damaged lines are told of by the run's status. */
const ignored = (): void => undefined;

function keyOf({ task }: Row): string {
  return String((task as { readonly key?: unknown } | undefined)?.key);
}

/** @param more counts by name, or anything else that a file may hold in their place */
function addCounts(counts: Record<string, number>, more: unknown): void {
  if (typeof more !== "object" || more === null) return;
  for (const [name, count] of Object.entries(more))
    if (typeof count === "number" && count > 0) counts[name] = (counts[name] ?? 0) + count;
}

function isCut(turn: unknown): boolean {
  const { finishReason } = (turn ?? {}) as { readonly finishReason?: unknown };
  return cutShort({ finishReason }) !== undefined;
}
