import { join } from "node:path";
import { kindOf } from "../recipe/check-recipe.ts";
import { loadKind } from "../recipe/load-kind.ts";
import type { Manifest } from "../store/manifest.ts";
import { readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";

/** What one recipe of a run made, as services that track it are told. */
export interface VariantResults {
  /** `results`, `outcome.goal_reached`, `fault.repetition`, `score.mtld` (the mean) → figure. */
  readonly figures: Readonly<Record<string, number>>;
  /** The results, a JSON object each with its line break. */
  readonly lines: readonly string[];
  /** Results that the lines have no room for. */
  readonly untold: number;
}

/** More than people look through there; the folder has all of it. */
const mostText = 32 * 1024 * 1024;

/** What each recipe of a run made, in the order of the manifest's variants. */
export async function variantResults(folder: string, manifest: Manifest): Promise<readonly VariantResults[]> {
  await loadKind(manifest.kind);
  const { outcome } = kindOf({ kind: manifest.kind });
  const tallies = manifest.variants.map(() => new Tally());
  const rows = readRows<ResultRow>(join(folder, manifest.results), rowChecks(manifest).results, {
    // Damaged lines are told of by the run's status.
    onDamage: () => undefined,
  });
  for await (const { row } of rows) tallies[row.task.variant]?.add(row, outcome?.(row));
  return tallies.map((tally) => tally.results());
}

class Tally {
  readonly #counts: Record<string, number> = {};
  readonly #scores = new Map<string, { sum: number; n: number }>();
  readonly #lines: string[] = [];
  #length = 0;
  #untold = 0;

  add(
    { task: _task, ...made }: ResultRow,
    found: { readonly outcome: string; readonly faults: Readonly<Record<string, number>> } | undefined,
  ): void {
    this.#count("results", 1);
    if (found !== undefined) this.#count(`outcome.${found.outcome}`, 1);
    const faults = found?.faults ?? (made["faults"] as Readonly<Record<string, number>> | undefined);
    for (const [fault, times] of Object.entries(faults ?? {}))
      if (times > 0) this.#count(`fault.${fault}`, times);
    for (const [name, value] of Object.entries((made["scores"] ?? {}) as Readonly<Record<string, unknown>>)) {
      if (typeof value !== "number") continue;
      const { sum, n } = this.#scores.get(name) ?? { sum: 0, n: 0 };
      this.#scores.set(name, { sum: sum + value, n: n + 1 });
    }
    const line = `${JSON.stringify(made)}\n`;
    this.#length += line.length;
    if (this.#length > mostText) this.#untold++;
    else this.#lines.push(line);
  }

  results(): VariantResults {
    const means = [...this.#scores].map(([name, { sum, n }]) => [`score.${name}`, sum / n] as const);
    return {
      figures: { ...this.#counts, ...Object.fromEntries(means) },
      lines: this.#lines,
      untold: this.#untold,
    };
  }

  #count(name: string, times: number): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + times;
  }
}
