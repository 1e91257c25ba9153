import { join } from "node:path";
import { cutShort } from "@sdialog/core";
import { kindOf } from "../recipe/check-recipe.ts";
import { loadKind } from "../recipe/load-kind.ts";
import type { RowOutcome } from "../recipe/recipe-kind.ts";
import type { Manifest } from "../store/manifest.ts";
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

/** Counts what is to be said of a run's results, those of earlier processes included. */
export class ResultTally {
  readonly #outcomeOf: ((row: Row) => RowOutcome | undefined) | undefined;
  readonly #required: number;
  readonly #faults: Record<string, number> = {};
  readonly #outcomes: Record<string, number> = {};
  readonly #outcomeFaults: Record<string, number> = {};
  #reached = 0;
  #missed = 0;
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
    // Damaged lines are told of by the run's status.
    const rows = readRows<Row>(path, rowChecks(manifest).results, { onDamage: () => undefined });
    for await (const { row } of rows) tally.add(row);
    return tally;
  }

  /** Counts one more result. */
  add(row: object): void {
    const { faults, turns } = row as Row;
    const found = this.#outcomeOf?.(row as Row);
    addCounts(this.#faults, faults);
    if (Array.isArray(turns) && turns.some(isCut)) this.#cut++;
    if (found === undefined) return;
    if (found.reached) this.#reached++;
    else this.#missed++;
    addCounts(this.#outcomes, { [found.outcome]: 1 });
    addCounts(this.#outcomeFaults, found.faults);
  }

  findings(): RunFindings {
    const outcomes: RunOutcomes | undefined = this.#outcomeOf && {
      reached: this.#reached,
      missed: this.#missed,
      outcomes: { ...this.#outcomes },
      faults: { ...this.#outcomeFaults },
      required: this.#required,
    };
    return {
      ...(Object.keys(this.#faults).length === 0 ? {} : { faults: { ...this.#faults } }),
      ...(this.#cut === 0 ? {} : { cut: this.#cut }),
      ...(outcomes === undefined ? {} : { outcomes }),
    };
  }
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
