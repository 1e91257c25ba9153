import { InvalidArgumentError, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { medianInterval } from "./median-interval.ts";
import { medianTest, pairedMedianTest } from "./median-test.ts";

const plan = { permutations: 999, seed: 1 };
const units = (...values: number[]): number[][] => values.map((value) => [value]);
const upTo = (n: number, shift = 0): number[][] => Array.from({ length: n }, (_, at) => [at + shift]);

describe("medianInterval", () => {
  it.each([0, 1, -0.5, 95, Number.NaN])("refuses the level %d, whatever the values", (level) => {
    expect(() => medianInterval(upTo(30), level)).toThrow(InvalidArgumentError);
    expect(() => medianInterval([[1, 2], [3]], level)).toThrow(InvalidArgumentError);
  });
});

describe("medianTest", () => {
  it("tells medians apart, whichever is the larger, and no more than the rounds and the units allow", () => {
    expect(medianTest(upTo(30), upTo(30, 100), plan)).toBe(1 / 1000);
    expect(medianTest(upTo(30, 100), upTo(30), plan)).toBe(1 / 1000);
    // 2^(1 − n), what the sign test could say of so few.
    expect(medianTest(upTo(3), upTo(3, 100), plan)).toBe(1 / 4);
    expect(medianTest(upTo(50, 100), upTo(5), plan)).toBe(1 / 16);
    expect(medianTest([], upTo(3), plan)).toBeNaN();
  });

  it("makes no star where the median of either side has no interval", () => {
    for (let n = 2; n < 12; n++) {
      const star = medianTest(upTo(n), upTo(30, 100), plan) < 0.05;
      expect([n, star]).toEqual([n, medianInterval(upTo(n), 0.95) !== null]);
    }
  });

  it("sees nothing in equal medians, however different the rest", () => {
    expect(medianTest(units(5, 5, 5, 5), units(0, 5, 100), plan)).toBe(1);
    expect(medianTest(units(0, 0, 0, 0, 0, 0, 9), units(0, 0, 0, 0, 7, 7, 7), plan)).toBe(1);
  });

  it("takes the turns of a dialogue as one", () => {
    // Ten dialogues of twenty equal turns are ten values, not two hundred.
    const random = new Random(3);
    const [first, second] = [0, 1].map((shift) =>
      Array.from({ length: 10 }, () => Array<number>(20).fill(random.normal() + shift)),
    ) as [number[][], number[][]];
    const [once, again] = [first, second].map((of) => of.map(([value]) => [value as number]));
    expect(medianTest(first, second, plan)).toBeCloseTo(
      medianTest(once as number[][], again as number[][], plan),
      1,
    );
  });

  it("draws pairs together", () => {
    const random = new Random(5);
    const base = Array.from({ length: 40 }, () => random.normal() * 10);
    const shifted = base.map((value) => [value + 1]);
    expect(pairedMedianTest(units(...base), shifted, plan)).toBe(1 / 1000);
    expect(medianTest(units(...base), shifted, plan)).toBeGreaterThan(0.3);
    expect(pairedMedianTest(upTo(3), upTo(3, 1), plan)).toBeCloseTo(0.25);
  });
});

it("says nothing of no units", () => {
  const options = { permutations: 9, seed: 1 };
  expect(medianTest([], [[1]], options)).toBeNaN();
  expect(medianTest([[1]], [], options)).toBeNaN();
});

it("widens with how much the values of a dialogue agree, and is Woodruff's", () => {
  const values = Array.from({ length: 40 }, (_, index) => index);
  const alike = Array.from({ length: 10 }, (_, unit) => values.slice(4 * unit, 4 * unit + 4));
  const mixed = Array.from({ length: 10 }, (_, unit) => values.filter((value) => value % 10 === unit));
  const [wide, narrow] = [alike, mixed].map((talks) => medianInterval(talks, 0.95));
  // Every mixed dialogue has as many values on either side, so the least error stands, 0.5 / √40, times t of 9 degrees.
  const reach = 40 * 2.262157 * (0.5 / Math.sqrt(40));
  expect(narrow?.low).toBeCloseTo(19.5 - reach, 3);
  expect(narrow?.high).toBeCloseTo(19.5 + reach, 3);
  // Five dialogues lie below the middle and five above: the standard deviation of ten times ±0.05, over √10.
  const error = (2.262157 * 0.5 * Math.sqrt(10 / 9)) / Math.sqrt(10);
  expect(wide?.low).toBeCloseTo(19.5 - 40 * error, 1);
  expect(wide?.high).toBeCloseTo(19.5 + 40 * error, 1);
});
