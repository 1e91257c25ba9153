import { join } from "node:path";
import { type Damage, readRows } from "./read-rows.ts";
import { rowChecks } from "./row-checks.ts";
import type { UsageRow } from "./rows.ts";

const check = rowChecks({ variants: [], dialogs: false }).usage;

/** What all recorded calls of a run used, in the order in which their tasks ended. Damaged lines are passed over. */
export async function* readUsage(
  folder: string,
  onDamage: (damage: Damage) => void = () => undefined,
): AsyncGenerator<UsageRow> {
  for await (const { row } of readRows<UsageRow>(join(folder, "usage.jsonl"), check, { onDamage })) yield row;
}
