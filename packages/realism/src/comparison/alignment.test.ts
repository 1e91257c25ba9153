import { expect, it } from "vitest";
import { behaviourFeatures, type FeatureName } from "../fingerprint/features.ts";
import { alignments, groupNames } from "./alignment.ts";
import { behaviourGaps, gapText } from "./behaviour-gaps.ts";
import { binOf, type FeatureColumn, featureColumns, type FingerprintRow } from "./feature-columns.ts";

type Values = Partial<Record<FeatureName, readonly (number | null)[]>>;

/** Conversations with these values, feature by feature, and no other. */
function columnsOf(values: Values): readonly FeatureColumn[] {
  const count = Math.max(...Object.values(values).map(({ length }) => length));
  return featureColumns(
    Array.from({ length: count }, (_, row) => ({
      features: Object.fromEntries(behaviourFeatures.map(({ name }) => [name, values[name]?.[row] ?? null])),
    })) as unknown as FingerprintRow[],
  );
}
const placeOf = (name: FeatureName): number =>
  behaviourFeatures.findIndex((feature) => feature.name === name);
const aligned = (form: "overlap" | "mean", real: Values, simulated: Values, drawn?: readonly number[]) => {
  const [a, b] = [columnsOf(real), columnsOf(simulated)];
  const all = (columns: readonly FeatureColumn[]) => Array.from(columns[0]?.values.keys() ?? []);
  const found = alignments(a, b, form, drawn ?? all(a), all(b));
  return {
    of: (name: FeatureName) => found[placeOf(name)],
    groups: Object.fromEntries(
      groupNames.map((name, index) => [name, found[behaviourFeatures.length + index]]),
    ),
    all: found.at(-1),
    count: found.length,
  };
};

it("is what distributions share over the feature's bins, or how near the means are", () => {
  const [real, simulated] = [{ words_per_turn: [1, 1, 3, 3.5] }, { words_per_turn: [1.9, 3, 8, 8] }];
  expect(aligned("overlap", real, simulated).of("words_per_turn")).toBeCloseTo(0.25 + 0.25, 12);
  // Means of 2.125 and 5.225.
  expect(aligned("mean", real, simulated).of("words_per_turn")).toBeCloseTo(
    (2 * 2.125) / (2.125 + 5.225),
    12,
  );
  expect(aligned("mean", { politeness_rate: [0, 0] }, { politeness_rate: [0] }).of("politeness_rate")).toBe(
    1,
  );
  expect(aligned("overlap", real, simulated, [0, 0, 1]).of("words_per_turn")).toBeCloseTo(0.25, 12);
});

it("means features within groups, and groups with each other, over what both sides show", () => {
  const real = { words_per_turn: [1, 5], politeness_rate: [1, 1], front_loading_ratio: [0.5, null] };
  const simulated = {
    words_per_turn: [1, 1],
    politeness_rate: [0, null],
    front_loading_ratio: [0.5],
    vagueness: [1],
  };
  const { groups, all, count, of } = aligned("overlap", real, simulated as Values);
  expect(count).toBe(behaviourFeatures.length + groupNames.length + 1);
  expect([of("words_per_turn"), of("politeness_rate"), of("front_loading_ratio")]).toEqual([0.5, 0, 1]);
  expect(groups).toEqual({ D1: 0.25, D2: 1, D3: Number.NaN, D4: Number.NaN });
  expect(all).toBeCloseTo(0.625, 12);
});

it("puts a value into the bin of the last edge that it reaches", () => {
  expect([-1, 0, 1.9, 2, 2.9, 3, 100].map((value) => binOf([0, 2, 3], value))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  const [column] = columnsOf({ [behaviourFeatures[0]?.name as FeatureName]: [1, null, 3] });
  expect(column).toMatchObject({
    n: 2,
    bins: Int8Array.from([0, -1, binOf(behaviourFeatures[0]?.edges ?? [], 3)]),
  });
});

it("tells a gap by means where they differ, else by quartiles, as people say numbers", () => {
  const told = (name: FeatureName, real: readonly number[], simulated: readonly number[]): string =>
    gapText(
      behaviourFeatures[placeOf(name)] as (typeof behaviourFeatures)[number],
      columnsOf({ [name]: real })[placeOf(name)] as FeatureColumn,
      columnsOf({ [name]: simulated })[placeOf(name)] as FeatureColumn,
    );
  expect(told("words_per_turn", [6, 7], [20, 21])).toBe("people use 6.5 words per turn, yours 21");
  expect(told("words_per_turn", [3, 3], [9.96, 10.04])).toBe("people use 3 words per turn, yours 10");
  expect(told("politeness_rate", [0.3, 0.28], [0, 0.01])).toBe(
    "people are polite in 29 % of their turns, yours 0.5 %",
  );
  // Means of 10 and 10, spread apart: the values at a quarter and three quarters of eight.
  expect(told("words_per_turn", [2, 4, 6, 8, 12, 14, 16, 18], Array<number>(8).fill(10))).toBe(
    "people use 6 to 16 words per turn in the middle half of the conversations, yours 10 to 10",
  );
  expect(told("politeness_rate", [0, 0], [0])).toBe(
    "people are polite in 0 to 0 % of their turns in the middle half of the conversations, yours 0 to 0 %",
  );
  // Just below and just above 85 % alike: 2 · 17 / (17 + 23) = 0.85.
  expect(told("words_per_turn", [17], [23])).toContain("middle half");
  expect(told("words_per_turn", [17], [23.1])).not.toContain("middle half");
});

it("orders gaps by how far they are below what chance leaves, and has none where nothing is below it", () => {
  const columns = columnsOf(Object.fromEntries(behaviourFeatures.map(({ name }) => [name, [1]])));
  const ceilings = behaviourFeatures.map(() => 0.9);
  const alignment = behaviourFeatures.map((_, place) => [0.9, 0.95, 0.5, 0.8][place] ?? Number.NaN);
  const gaps = behaviourGaps(columns, columns, alignment, ceilings);
  expect(gaps.map((gap) => [gap.feature, gap.alignment])).toEqual([
    [behaviourFeatures[2]?.name, 0.5],
    [behaviourFeatures[3]?.name, 0.8],
  ]);
  const others = columnsOf(
    Object.fromEntries(behaviourFeatures.map(({ name }, place) => [name, [place === 2 ? 2 : 0.5]])),
  );
  expect(gaps.map(({ more }) => more)).toEqual([null, null]);
  expect(behaviourGaps(columns, others, alignment, ceilings).map(({ more }) => more)).toEqual([
    "simulated",
    "real",
  ]);
});
