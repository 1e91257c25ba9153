import { join } from "node:path";
import type { LineDamage } from "./damage.ts";
import { readRows } from "./read-rows.ts";
import { type RowCheck, rowChecks, storeFiles } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

const check = rowChecks({ variants: [], dialogs: false }).usage;

/** So many calls are remembered, and so many characters of their names: lines that are there twice lie near each other. */
const [remembered, rememberedCharacters] = [500_000, 64 * 1024 * 1024];

/**
 * What all recorded calls of a run used, in the order in which their tasks ended, each once. Damaged lines are passed over.
 */
export async function* readUsage(
  folder: string,
  onDamage: (damage: LineDamage) => void = () => undefined,
): AsyncGenerator<UsageRow> {
  const path = join(folder, storeFiles.usage);
  for await (const { row } of readRows<UsageRow>(path, onceEach(check), { onDamage })) yield row;
}

/** The check of rows of usage, which also refuses a call that was there already; for one pass through a file. */
export function onceEach(of: RowCheck): RowCheck {
  let seen = new Set<string>();
  let characters = 0;
  return (row) => {
    const problem = of(row);
    if (problem !== undefined) return problem;
    const { task, call, lost = "" } = row as UsageRow;
    const key = `${task} ${call} ${lost}`;
    if (seen.has(key)) return "is a second line of its call";
    characters += key.length;
    if (seen.size >= remembered || characters > rememberedCharacters) {
      seen = new Set();
      characters = key.length;
    }
    seen.add(key);
    return undefined;
  };
}
