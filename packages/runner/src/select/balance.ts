import { canonicalJson, type Dialog, Random } from "@sdialog/core";
import type { SelectionProfile } from "./selection-profile.ts";

/** The kind a dialogue is of: what stands at a path of its JSON, such as `personas.Bob.role`. */
export function stratumOf(dialog: Dialog, path: string): string {
  const value = valueAt(dialog, path);
  return typeof value === "string" ? value : canonicalJson(value ?? null);
}

/** Whether anything stands at a path of a dialogue's JSON. */
export function hasPath(dialog: Dialog, path: string): boolean {
  return (valueAt(dialog, path) ?? null) !== null;
}

function valueAt(dialog: Dialog, path: string): unknown {
  let value: unknown = dialog.toJSON();
  for (const key of path.split("."))
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}

/**
 * Which of the dialogues that got so far stay, so that no kind has too many. Which of a kind is drawn, the same for the
 * same seed.
 *
 * @param strata position of a dialogue → its kind
 * @returns the positions that stay
 */
export function balanced(
  strata: ReadonlyMap<number, string>,
  { most, ratio }: NonNullable<SelectionProfile["balance"]>,
  seed: number,
): ReadonlySet<number> {
  const kinds = new Map<string, number[]>();
  for (const [position, kind] of strata) kinds.set(kind, [...(kinds.get(kind) ?? []), position]);
  const fewest = Math.min(...[...kinds.values()].map((positions) => positions.length));
  const limit = Math.min(
    most ?? Number.POSITIVE_INFINITY,
    Math.floor((ratio ?? Number.POSITIVE_INFINITY) * fewest),
  );
  const random = new Random(seed);
  const kept = [...kinds].flatMap(([kind, positions]) =>
    positions.length <= limit ? positions : random.fork("balance", kind).sample(positions, limit),
  );
  return new Set(kept);
}
