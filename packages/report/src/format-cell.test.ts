import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import { describe, expect, it } from "vitest";
import {
  footnotes,
  formatCell,
  formatLabel,
  formatNumber,
  marked,
  sampledOf,
  significance,
} from "./format-cell.ts";
import { colorsOf, ink } from "./palette.ts";
import { axisTitle, evaluatorTitle, withUnit } from "./row-title.ts";
import { referenceOf, sampleRows, setRows } from "./set-rows.ts";

interface Made {
  readonly p?: number;
  readonly n?: number;
  readonly missing?: number;
  readonly chance?: boolean;
  readonly more?: object;
}

/** What an evaluator found of a dataset: a number with its interval, and one that is never tested. */
const found = (
  dataset: string,
  value: number,
  { p, n = 40, missing = 0, chance = false, more }: Made = {},
) => ({
  dataset,
  evaluator: "mean-turn-length",
  error: null,
  result: {
    name: "mean-turn-length",
    score: { name: "turn-length" },
    n,
    missing,
    statistics: {
      mean: {
        value,
        interval: { low: value - 1.00004, high: value + 2, level: 0.95 },
        better: "higher",
        ...(chance ? { debiased: value / 2, nullBand: { low: 0, high: 2.34567 } } : {}),
      },
      std: { value: value / 3, interval: null },
    },
    difference: p === undefined ? undefined : { p, adjustedP: p, smallestP: 0.001, smallestAdjustedP: 0.002 },
    sample: [value, value + 1],
    ...more,
  },
});
const comparisonOf = (...results: readonly object[]): ComparisonData =>
  ({
    datasets: [
      { name: "people", n: 40 },
      { name: "made", n: 50 },
    ],
    reference: "people",
    seed: 7,
    results,
  }) as unknown as ComparisonData;
const failed = {
  dataset: "made",
  evaluator: "mean-turn-length",
  result: null,
  error: { message: "nobody is in", hint: "Ring." },
};
/** The second dataset's cells, mean and standard deviation. */
const cells = (comparison: ComparisonData): string[] =>
  comparisonRows(comparison).map((row) => {
    const cell = row.cells.at(-1);
    return cell === undefined ? "" : formatCell(cell, row, comparison);
  });

describe("formatNumber", () => {
  it.each([
    [null, "–"],
    [undefined, "–"],
    [0, "0"],
    [12.34567, "12.35"],
    [-0.0001, "-0.0001"],
    [0.00009999, "1.00e-4"],
    [999_999, "1000000"],
    [1e6, "1.00e+6"],
    [-2_345_678, "-2.35e+6"],
  ])("writes %s as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("has as many digits as are asked for", () => {
    expect(formatNumber(12.34567, 3)).toBe("12.3");
  });
});

describe("formatCell", () => {
  it.each([
    [0.0009, " ***"],
    [0.001, " **"],
    [0.0099, " **"],
    [0.01, " *"],
    [0.0499, " *"],
    [0.05, ""],
    [undefined, ""],
  ])("has stars for p = %s: %j, on the number that was tested alone", (p, stars) => {
    const comparison = comparisonOf(
      found("people", 9),
      found("made", 12, { n: 50, ...(p === undefined ? {} : { p }) }),
    );
    expect(cells(comparison)).toEqual([`12 [11, 14]${stars}`, "4"]);
    const [row] = comparisonRows(comparison);
    expect(row && row.cells[1] && significance(row.cells[1], row)).toBe(stars.trim());
  });

  it("says what chance gives, on how many of the dialogues, and what failed", () => {
    expect(cells(comparisonOf(found("made", 12, { chance: true, p: 0.02 })))[0]).toBe(
      "12 [11, 14] (chance: up to 2.346) * (n = 40)",
    );
    expect(cells(comparisonOf(failed))).toEqual(["failed"]);
    // What chance gives says nothing of a number from which it was not taken away.
    const band = { statistics: { mean: { value: 12, interval: null, nullBand: { low: 0, high: 2 } } } };
    expect(cells(comparisonOf(found("made", 12, { n: 50, more: band })))).toEqual(["12"]);
  });

  it("takes a sample for one where dialogues were left out that are neither missing nor failed", () => {
    const of = (made: Made) => {
      const comparison = comparisonOf(found("made", 1, made));
      return sampledOf(comparison.results[0] as ComparisonData["results"][number], comparison);
    };
    expect(of({ n: 40 })).toEqual({ n: 40, of: 50 });
    expect(of({ n: 40, missing: 10 })).toBeNull();
    expect(of({ n: 40, missing: 9 })).toEqual({ n: 40, of: 50 });
    expect(of({ n: 40, missing: 4, more: { failed: { count: 6, message: "x" } } })).toBeNull();
    expect(of({ n: 0 })).toBeNull();
  });
});

describe("what stands around the numbers", () => {
  it("names rows with their direction, and the reference where its name does not", () => {
    const comparison = comparisonOf(found("made", 12));
    const [mean, deviation] = comparisonRows(comparison).map(formatLabel);
    expect([mean, deviation]).toEqual([
      "Length of each turn, mean (words) ↑",
      "Length of each turn, standard deviation (words)",
    ]);
    expect(evaluatorTitle(comparison, "mean-turn-length")).toBe("Length of each turn, mean");
    expect(evaluatorTitle(comparison, "none")).toBe("none");
    expect([marked("people", comparison), marked("made", comparison)]).toEqual([true, false]);
    expect(marked("reference", { ...comparison, reference: "reference" })).toBe(false);
  });

  it("says units once", () => {
    expect(withUnit("Words", "words per turn")).toBe("Words per turn");
    expect(withUnit("Length", "words per turn")).toBe("Length (words per turn)");
    expect(withUnit("Length", null)).toBe("Length");
    const label = { title: "Length", statistic: "wasserstein distance", unit: "words" };
    expect(axisTitle(label, true)).toBe("Length (words)");
    expect(axisTitle(label, false)).toBe("Wasserstein distance (words)");
    expect(axisTitle({ ...label, statistic: null }, false)).toBe("Length (words)");
  });

  it("has a note for everything that a reader could take for something else", () => {
    const bad = { missing: 2, notFinite: 1, failed: { count: 3, message: "no answer" } };
    const comparison = {
      ...comparisonOf(found("people", 9, { n: 38 }), found("made", 12, { n: 20, p: 0.2, more: bad }), {
        ...failed,
        evaluator: "judge",
      }),
      map: { error: "no model" },
    } as unknown as ComparisonData;
    expect(footnotes(comparison)).toEqual([
      "[low, high]: 95 % interval",
      "↑ higher, ↓ lower is better, or nearer to the reference",
      "* p < 0.05, ** p < 0.01, *** p < 0.001 against people (permutation test; Holm's correction)",
      "Length of each turn, mean: measured on 38 of 40 dialogues of people, a random sample",
      "Length of each turn, mean: measured on 20 of 50 dialogues of made, a random sample",
      "seed 7",
      "Length of each turn, mean is not defined for 2 of made",
      "Length of each turn, mean gave 1 numbers of made that are NaN or infinite, which count as missing",
      "Length of each turn, mean failed on 3 of made: no answer",
      "Judge failed on made: nobody is in Ring.",
      "no map: no model",
    ]);
    expect(footnotes(comparisonOf())).toEqual(["seed 7"]);
    expect(footnotes(comparisonOf(found("people", 9)))).toEqual([
      "[low, high]: 95 % interval",
      "↑ higher, ↓ lower is better",
      "seed 7",
    ]);
    const alone = { ...comparisonOf(found("made", 12, { n: 50, p: 0.2 })), reference: null };
    expect(footnotes(alone)[2]).toContain("p < 0.001 against the reference (permutation test;");
    expect(footnotes(comparisonOf(found("made", 12, { n: 40 })))[2]).toBe(
      "Length of each turn, mean: measured on 40 of 50 dialogues of made, as many as the smallest set has",
    );
  });

  it("says which tests could not have given a star", () => {
    const weak = { difference: { p: 0.2, adjustedP: 0.4, smallestP: 0.03, smallestAdjustedP: 0.06 } };
    const notes = footnotes(
      comparisonOf(found("people", 9, { p: 0.5 }), found("made", 12, { n: 50, more: weak })),
    );
    expect(notes.find((note) => note.startsWith("1 of 2 tests"))).toContain(
      "their smallest p is 0.03, times 2 tests",
    );
    const few = { difference: { p: 1, adjustedP: 1, smallestP: 1, smallestAdjustedP: 1 } };
    expect(footnotes(comparisonOf(found("made", 12, { n: 50, more: few })))).toContain(
      "1 of 1 tests could not have given a star with so few dialogues on a side, whatever these are; more dialogues make it possible",
    );
    const enough = { difference: { p: 0.2, adjustedP: 0.4, smallestP: 0.02, smallestAdjustedP: 0.0499 } };
    expect(footnotes(comparisonOf(found("made", 12, { n: 50, more: enough }))).join("\n")).not.toContain(
      "could not",
    );
  });
});

describe("datasets in a picture", () => {
  it("have their numbers in words, their values and colours, the reference grey", () => {
    const comparison = comparisonOf(found("people", 9), found("made", 12.345, { n: 50, p: 0.02 }));
    const [row] = comparisonRows(comparison);
    if (row === undefined) throw new Error("no row");
    const rows = setRows(row, comparison);
    expect(rows).toMatchObject([
      {
        dataset: "people",
        color: ink.reference,
        isReference: true,
        value: 9,
        chance: null,
        told: "9 [8, 11]",
        sample: [9, 10],
      },
      { dataset: "made", isReference: false, told: "12.3 [11.3, 14.3] *", interval: { level: 0.95 } },
    ]);
    expect(referenceOf(rows)).toBe(rows[0]);
    expect(referenceOf(rows.slice(0, 1))).toBeUndefined();
    expect(sampleRows(row, comparison)).toEqual(rows);
  });

  it("leave out the reference's distance from itself, and who has no number or no values", () => {
    const comparison = comparisonOf(
      found("people", 0, { more: { sample: undefined } }),
      found("made", 12, { chance: true }),
    );
    const [row] = comparisonRows(comparison);
    if (row === undefined) throw new Error("no row");
    expect(setRows(row, comparison).map(({ dataset }) => dataset)).toEqual(["made"]);
    expect(sampleRows(row, comparison).map(({ dataset }) => dataset)).toEqual(["made"]);
    const none = comparisonOf(found("people", 9), failed);
    const [only] = comparisonRows(none);
    expect(only && setRows(only, none).map(({ dataset }) => dataset)).toEqual(["people"]);
  });

  it("have colours in order, which come again after ten", () => {
    const datasets = Array.from({ length: 12 }, (_, index) => ({ name: `${index}`, n: 1 }));
    const colors = [...colorsOf({ datasets, reference: "3" }).values()];
    expect(colors[3]).toBe(ink.reference);
    expect(new Set(colors.filter((_, index) => index !== 3)).size).toBe(10);
    expect(colors[11]).toBe(colors[0]);
  });
});
