import { join } from "node:path";
import { kindOf } from "../recipe/check-recipe.ts";
import { loadKind } from "../recipe/load-kind.ts";
import type { Manifest } from "../store/manifest.ts";
import { readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";

/** What came of the conversations of a run, for kinds of recipes in which they can go well or badly. */
export interface RunOutcomes {
  /** Conversations that came to what was wanted. */
  readonly reached: number;
  /** Conversations that did not. */
  readonly missed: number;
  /** How many came out in which way. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What went wrong on the way, summed over all of them. */
  readonly faults: Readonly<Record<string, number>>;
  /** Least share that had to come to what was wanted. */
  readonly required: number;
}

/** Counts what came of a run's finished conversations; nothing for kinds that make something else. */
export async function runOutcomes(folder: string, manifest: Manifest): Promise<RunOutcomes | undefined> {
  await loadKind(manifest.kind);
  const { outcome, required } = kindOf({ kind: manifest.kind });
  if (outcome === undefined) return undefined;
  const outcomes: Record<string, number> = {};
  const faults: Record<string, number> = {};
  let [reached, missed] = [0, 0];
  const path = join(folder, manifest.results);
  for await (const { row } of readRows<ResultRow>(path, rowChecks(manifest).results, {
    onDamage: passOver,
  })) {
    const found = outcome(row);
    if (found === undefined) continue;
    if (found.reached) reached++;
    else missed++;
    outcomes[found.outcome] = (outcomes[found.outcome] ?? 0) + 1;
    for (const [fault, count] of Object.entries(found.faults))
      if (count > 0) faults[fault] = (faults[fault] ?? 0) + count;
  }
  const least = manifest.variants.map(({ recipe }) => required?.(recipe as never) ?? 0);
  return { reached, missed, outcomes, faults, required: Math.max(...least) };
}

/** Whether fewer came to what was wanted than had to. */
export function fallsShort({ reached, missed, required }: RunOutcomes): boolean {
  return reached + missed > 0 && reached / (reached + missed) < required;
}

/** Damaged lines are told of by the run's status. */
function passOver(): void {}
