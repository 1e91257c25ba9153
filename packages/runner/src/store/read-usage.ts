import { join } from "node:path";
import type { LineDamage } from "./damage.ts";
import { onceEach } from "./once-each.ts";
import { readRows } from "./read-rows.ts";
import { rowChecks, storeFiles } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

const checks = rowChecks({ variants: [], dialogs: false });

/**
 * What all recorded calls of a run used, in the order in which their tasks ended, each once. Damaged lines are passed over.
 */
export async function* readUsage(
  folder: string,
  onDamage: (damage: LineDamage) => void = () => undefined,
): AsyncGenerator<UsageRow> {
  const path = join(folder, storeFiles.usage);
  for await (const { row } of readRows<UsageRow>(path, onceEach(checks).usage, { onDamage })) yield row;
}
