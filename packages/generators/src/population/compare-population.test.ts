import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { comparePopulation } from "./compare-population.ts";
import type { PopulationData } from "./population-data.ts";
import { Population } from "./population.ts";

const data: PopulationData = {
  attributes: {
    age: { mean: 45, deviation: 15, least: 18, most: 90 },
    schooling: { values: { short: 2, middle: 5, long: 3 } },
    typing: { values: { careful: 0.6, careless: 0.4 } },
  },
  correlations: [
    { between: ["age", "schooling"], value: -0.4 },
    { between: ["age", "typing"], value: -0.6 },
  ],
};
const population = Population.of(data);

describe("comparePopulation", () => {
  it("finds nothing in a good draw, and what was bent in another", () => {
    const cohort = population.draw({ n: 300, seed: 2 });
    expect(comparePopulation(population, cohort).every(({ p }) => p > 0.05)).toBe(true);
    const random = new Random(1);
    // Shares stay, but what goes together does not.
    const typing = random.shuffle(cohort.map((one) => one["typing"] as string));
    const mixed = cohort.map((one, index) => ({ ...one, typing: typing[index] as string }));
    const found = comparePopulation(population, mixed).filter(({ p }) => p < 0.05);
    expect(found.map(({ attributes }) => attributes)).toEqual([["age", "typing"]]);
    const old = cohort.map((one) => ({ ...one, age: Math.max(60, one["age"] as number) }));
    const differences = comparePopulation(population, old, { pairs: false });
    expect(differences.find(({ attributes }) => attributes[0] === "age")?.p).toBeLessThan(0.05);
    expect(differences.find(({ attributes }) => attributes[0] === "typing")?.totalVariation).toBeLessThan(
      0.1,
    );
  });

  it("has a row for every attribute and one for every two, each pair once", () => {
    const cohort = population.draw({ n: 20, seed: 1 });
    const rows = (options: object) =>
      comparePopulation(population, cohort, { simulations: 1, ...options }).map(({ attributes }) =>
        attributes.join("+"),
      );
    const alone = ["age", "schooling", "typing"];
    expect(rows({})).toEqual([...alone, "age+schooling", "age+typing", "schooling+typing"]);
    expect(rows({ pairs: false })).toEqual(alone);
  });

  it("has the p of a coin: that four of four are alike", () => {
    const coin = Population.of({ attributes: { side: { values: { heads: 1, tails: 1 } } } });
    const p = (sides: readonly string[]): number =>
      comparePopulation(
        coin,
        sides.map((side) => ({ side })),
        { simulations: 4000 },
      )[0]?.p ?? 0;
    // Two of sixteen, ten of sixteen, and all; within four standard errors.
    expect(Math.abs(p(["heads", "heads", "heads", "heads"]) - 2 / 16)).toBeLessThan(0.022);
    expect(Math.abs(p(["heads", "heads", "heads", "tails"]) - 10 / 16)).toBeLessThan(0.032);
    expect(p(["heads", "heads", "tails", "tails"])).toBe(1);
  });

  it("compares numbers by the fifth of the population they are in, and few by what they are", async () => {
    const farthest = async (numbers: number, cohort: number) => {
      const rows = Array.from({ length: numbers }, (_, index) => ({ age: index + 1 }));
      const [row] = comparePopulation(await Population.from(rows), [{ age: cohort }], { simulations: 1 });
      return [row?.farthest.value, row?.farthest.drawn, row?.farthest.wanted];
    };
    expect(await farthest(100, 20)).toEqual(["up to 20", 1, 0.2]);
    expect(await farthest(100, 21)).toEqual(["20–40", 1, 0.2]);
    expect(await farthest(100, 80)).toEqual(["60–80", 1, 0.2]);
    expect(await farthest(100, 81)).toEqual(["above 80", 1, 0.2]);
    expect(await farthest(13, 13)).toEqual(["above 11", 1, 2 / 13]);
    expect(await farthest(12, 12)).toEqual(["12", 1, 1 / 12]);
  });

  it("does not know people who cannot have been drawn", () => {
    const [row] = comparePopulation(Population.of({ attributes: { a: { values: { x: 1 } } } }), [{ a: "y" }]);
    expect(row).toMatchObject({ totalVariation: 1, farthest: { value: expect.any(String) as string } });
    expect(row?.p).toBeLessThan(0.01);
  });
});
