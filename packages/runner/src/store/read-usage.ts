import { stat } from "node:fs/promises";
import { join } from "node:path";
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

/** How long the record of what calls used is, in bytes; nothing when there is none. */
export async function usageSize(folder: string): Promise<number | undefined> {
  return stat(join(folder, storeFiles.usage)).then(
    ({ size }) => size,
    () => undefined,
  );
}

/**
 * The damage that a run with results has whose usage is gone, or of which a part is.
 *
 * @param size what {@link usageSize} found
 * @param listed how long it must be, as the index says
 */
export function usageGone(
  size: number | undefined,
  { results, listed }: { readonly results: number; readonly listed: number },
): readonly Damage[] {
  const file = storeFiles.usage;
  // Where the results are gone, too, the index still tells that there was something.
  if (size === undefined && (results > 0 || listed > 0))
    return [{ file, problem: "is gone: what the calls of finished tasks used is not known any more" }];
  if (size === undefined || size >= listed) return [];
  return [
    {
      file,
      problem: `lacks ${listed - size} of the ${listed} bytes that it had when the last result was recorded: what calls of finished tasks used is not known any more`,
    },
  ];
}
