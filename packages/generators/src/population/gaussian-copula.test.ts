import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { attributeShares, copulaDraws } from "./gaussian-copula.ts";
import { type PopulationData, populationSchema } from "./population-data.ts";

const count = 4000;
const drawn = (data: PopulationData) => {
  const draw = copulaDraws(populationSchema.parse(data));
  const random = new Random(1);
  return Array.from({ length: count }, () => draw(random));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]) => {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = mean(a.map((value, at) => (value - meanA) * ((b[at] as number) - meanB)));
  return product / Math.sqrt(mean(a.map((v) => (v - meanA) ** 2)) * mean(b.map((v) => (v - meanB) ** 2)));
};
const normal = { mean: 10, deviation: 2, whole: false };

describe("people that are drawn", () => {
  it("have every value as often as its share says, and none without one", () => {
    const people = drawn({ attributes: { job: { values: { clerk: 1, none: 0, baker: 3, cook: 6 } } } });
    for (const [job, share] of Object.entries({ clerk: 0.1, none: 0, baker: 0.3, cook: 0.6 })) {
      const found = people.filter((each) => each["job"] === job).length / count;
      // Five standard errors.
      expect(Math.abs(found - share)).toBeLessThanOrEqual(5 * Math.sqrt((share * (1 - share)) / count));
    }
  });

  it("have numbers of the mean and the deviation, within their bounds, whole where they are to be", () => {
    const people = drawn({
      attributes: { height: normal, age: { mean: 40, deviation: 20, least: 18, most: 60 } },
    });
    const heights = people.map((each) => each["height"] as number);
    expect(Math.abs(mean(heights) - 10)).toBeLessThan(0.15);
    expect(Math.sqrt(mean(heights.map((height) => (height - 10) ** 2)))).toBeCloseTo(2, 0);
    expect(heights.some((height) => !Number.isInteger(height))).toBe(true);
    const ages = people.map((each) => each["age"] as number);
    expect([Math.min(...ages), Math.max(...ages), ages.every(Number.isInteger)]).toEqual([18, 60, true]);
  });

  it.each([0.7, -0.5, 0, 1, -1])("go together as much as they are to: %d", (value) => {
    const attributes = { other: normal, a: normal, b: normal };
    const people = drawn({ attributes, correlations: [{ between: ["b", "a"], value }] });
    const of = (name: string) => people.map((each) => each[name] as number);
    expect(Math.abs(correlation(of("a"), of("b")) - value)).toBeLessThan(0.08);
    expect(Math.abs(correlation(of("a"), of("other")))).toBeLessThan(0.08);
  });

  it("go together in the order in which values are listed", () => {
    const values = { low: 1, high: 1 };
    const people = drawn({
      attributes: { a: normal, b: { values } },
      correlations: [{ between: ["a", "b"], value: 0.9 }],
    });
    const of = (b: string) =>
      mean(people.filter((each) => each["b"] === b).map((each) => each["a"] as number));
    expect(of("high") - of("low")).toBeGreaterThan(2);
  });
});

it.each<[PopulationData["correlations"], RegExp]>([
  [[{ between: ["a", "x"], value: 0.5 }], /"x", which is not an attribute/],
  [[{ between: ["x", "a"], value: 0.5 }], /"x", which is not an attribute/],
  [[{ between: ["a", "a"], value: 1 }], /"a" is correlated with itself/],
  [
    [
      { between: ["a", "b"], value: 0.9 },
      { between: ["b", "c"], value: 0.9 },
      { between: ["a", "c"], value: -0.9 },
    ],
    /contradict each other/,
  ],
])("correlations %j are refused", (correlations, said) => {
  const data = populationSchema.parse({ attributes: { a: normal, b: normal, c: normal }, correlations });
  expect(() => copulaDraws(data)).toThrow(said);
});

it("tells the shares of values, of which numbers have none", () => {
  const data = populationSchema.parse({
    attributes: { job: { values: { clerk: 1, baker: 3 } }, height: normal },
  });
  expect([...attributeShares(data)].map(([name, shares]) => [name, [...shares]])).toEqual([
    [
      "job",
      [
        ["clerk", 0.25],
        ["baker", 0.75],
      ],
    ],
  ]);
  expect(() => copulaDraws(populationSchema.parse({ attributes: {} }))).toThrow("needs an attribute");
});
