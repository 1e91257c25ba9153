import { readFileSync } from "node:fs";
import { Dialog } from "@sdialog/core";
import { type EmbeddingModel, noUsage } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { madeDialog, madeWords } from "./made-dialogs.ts";

type Value = number | readonly number[] | null;

// What `dialog_scores.py` printed: published programs, and definitions read as plainly as can be, on the same dialogues.
const printed = JSON.parse(
  readFileSync(new URL("dialog-scores.json", import.meta.url), "utf8"),
) as readonly Readonly<Record<string, Value>>[];

/** How often each of the words is said, no two of them with the same weight: no two personas are equally near. */
const countingWords: EmbeddingModel = {
  specVersion: 1,
  id: "test:words",
  embed: (texts) =>
    Promise.resolve({
      vectors: texts.map((text) => {
        const said = text.match(/[a-z]+/g) ?? [];
        return Float32Array.from(
          madeWords,
          (word, place) => said.filter((one) => one === word).length * Math.sqrt(2 + place),
        );
      }),
      usage: noUsage,
    }),
};

const reference = Array.from({ length: 10 }, (_, place) => madeDialog(1000 + place));
/** A made dialogue whose end is another one's: some of it was there before. */
const dialogs = printed.map((_, seed) => {
  const dialog = madeDialog(seed);
  const { turns } = madeDialog(1000 + (seed % 10));
  return seed % 2 === 0
    ? dialog
    : new Dialog({
        ...dialog.extra,
        events: dialog.events,
        personas: dialog.personas,
        turns: [...dialog.turns.slice(0, seed % 3), ...turns],
      });
});

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
