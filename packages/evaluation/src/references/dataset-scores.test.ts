import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluatorByName } from "../evaluator-by-name.ts";
import { countingWords, madeDialog, mixedDialog } from "./made-dialogs.ts";

// What `dataset_scores.py` printed: numbers of published programs, by evaluator and statistic.
const printed = JSON.parse(readFileSync(new URL("dataset-scores.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, number>>>
>;
const made = Array.from({ length: 60 }, (_, seed) => mixedDialog(seed));
// As many as were made: distances of embeddings look at equally many of each side.
const reference = Array.from({ length: 60 }, (_, place) => madeDialog(1000 + place));
const least = { resamples: 1, permutations: 1, reference };

/** By how much, relatively, a number may differ; others are equal but for rounding. */
const differs: Readonly<Record<string, number>> = {
  // Another compressor finds other repetitions.
  "compression-ratio": 0.08,
  // Embeddings are kept in single precision.
  "frechet-embedding-distance": 1e-7,
};

describe("numbers of published programs on a dataset", () => {
  it.each(Object.entries(printed))("%s", async (name, expected) => {
    const evaluator = evaluatorByName(name, { ...least, embedder: countingWords });
    const { statistics } = await evaluator.evaluate(made, { reference });
    for (const [of, number] of Object.entries(expected)) {
      const value = statistics[of]?.value ?? Number.NaN;
      expect(Math.abs(value / number - 1), `${of}: ${value}, ${number}`).toBeLessThan(differs[name] ?? 1e-8);
    }
  });
});
