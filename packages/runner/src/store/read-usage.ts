import { join } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import type { Damage, LineDamage } from "./damage.ts";
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
    const { task, call } = row as UsageRow;
    const key = `${task} ${call}`;
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

/** The damage that a run with results has whose usage is gone. */
export async function usageGone(folder: string, resultsLength: number): Promise<readonly Damage[]> {
  if (resultsLength === 0 || (await pathExists(join(folder, storeFiles.usage)))) return [];
  return [
    {
      file: storeFiles.usage,
      problem: "is gone: what the calls of finished tasks used is not known any more",
    },
  ];
}
