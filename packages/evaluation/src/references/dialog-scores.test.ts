import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { countingWords, madeDialog, mixedDialog } from "./made-dialogs.ts";

type Value = number | readonly number[] | null;

// What `dialog_scores.py` printed: published programs, and definitions read as plainly as can be, on the same dialogues.
const printed = JSON.parse(
  readFileSync(new URL("dialog-scores.json", import.meta.url), "utf8"),
) as readonly Readonly<Record<string, Value>>[];

const reference = Array.from({ length: 10 }, (_, place) => madeDialog(1000 + place));
const dialogs = printed.map((_, seed) => mixedDialog(seed));

/** Largest relative difference of two values; of lists in any order. */
function difference(value: unknown, expected: Value): number {
  if (expected === null) return value === null ? 0 : Number.NaN;
  const ours = [value].flat().sort((a, b) => Number(a) - Number(b));
  const theirs = [expected].flat();
  if (ours.length !== theirs.length) return Number.NaN;
  return Math.max(
    ...theirs.map(
      (number, place) => Math.abs(Number(ours[place]) - number) / Math.max(1e-3, Math.abs(number)),
    ),
  );
}

describe("numbers of published programs and of plain definitions", () => {
  it.each(Object.keys(printed[0] ?? {}))("%s", async (name) => {
    const metric = metricByName(name, { reference, embedder: countingWords });
    let compared = 0;
    for (const [seed, dialog] of dialogs.entries()) {
      const expected = printed[seed]?.[name] ?? null;
      const value = await metric.score(dialog);
      expect(
        difference(value, expected),
        `${name} of dialogue ${seed}: ${String(value)}, ${String(expected)}`,
      ).toBeLessThan(1e-12);
      if (expected !== null) compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });
});
