import * as fc from "fast-check";
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
const count = (cohort: readonly object[], key: string, value: unknown) =>
  cohort.filter((one) => Reflect.get(one, key) === value).length / cohort.length;

describe("a population of marginals and correlations", () => {
  it("has the wanted shares, means and correlations", () => {
    const cohort = population.draw({ n: 2000, seed: 1 });
    expect(count(cohort, "schooling", "short")).toBeCloseTo(0.2, 1);
    expect(count(cohort, "typing", "careless")).toBeCloseTo(0.4, 1);
    const ages = cohort.map(({ age }) => age as number);
    expect(ages.reduce((sum, age) => sum + age, 0) / 2000).toBeCloseTo(45, -1);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18);
    const careless = (from: number, to: number) =>
      count(
        cohort.filter(({ age }) => (age as number) >= from && (age as number) < to),
        "typing",
        "careless",
      );
    expect(careless(18, 35)).toBeGreaterThan(careless(55, 91) + 0.3);
  });

  it("is wanted as the file says, to the digit, whatever was drawn to find what goes together", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 2, maxLength: 4 }), (shares) => {
        const total = shares.reduce((sum, share) => sum + share, 0);
        const values = Object.fromEntries(shares.map((share, index) => [`v${index}`, share]));
        const people = Population.of({ ...data, attributes: { ...data.attributes, group: { values } } });
        for (const [index, share] of shares.entries())
          expect(people.share({ group: `v${index}` })).toBeCloseTo(share / total, 9);
        expect(people.share({ typing: "careless" })).toBeCloseTo(0.4, 9);
        const cohort = [{ group: "v0", typing: "careful", age: 45, schooling: "short" }];
        const rows = comparePopulation(people, cohort, { simulations: 1, pairs: false });
        const typing = rows.find(({ attributes }) => attributes[0] === "typing");
        expect(typing?.farthest.wanted).toBeCloseTo(typing?.farthest.value === "careless" ? 0.4 : 0.6, 9);
      }),
      { numRuns: 5 },
    );
  });

  it("weighs nobody below nothing, and everybody together as one", () => {
    for (const attributes of [data.attributes, { typing: { values: { careful: 3, careless: 1 } } }]) {
      const { members } = Population.of({ attributes });
      expect(Math.min(...members.map(({ weight }) => weight))).toBeGreaterThan(0);
      expect(members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    }
  });

  it("is drawn alike under a seed, and differently under another", () => {
    expect(population.draw({ n: 9, seed: 4 })).toEqual(population.draw({ n: 9, seed: 4 }));
    expect(population.draw({ n: 9, seed: 4 })).not.toEqual(population.draw({ n: 9, seed: 5 }));
  });

  it("keeps strata to whole people", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (n, seed) => {
        const cohort = population.draw({ n, seed, strata: ["schooling", "typing"] });
        expect(cohort).toHaveLength(n);
        for (const schooling of ["short", "middle", "long"])
          for (const typing of ["careful", "careless"]) {
            const there = cohort.filter(
              (one) => one["schooling"] === schooling && one["typing"] === typing,
            ).length;
            expect(Math.abs(there - n * population.share({ schooling, typing }))).toBeLessThan(1);
          }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [{ attributes: {} }, "needs an attribute"],
    [{ attributes: { a: { values: { x: 0 } } } }, "above 0"],
    [{ ...data, correlations: [{ between: ["age", "schoolin"], value: 0.1 }] }, '"schoolin"'],
    [
      {
        attributes: {
          a: { values: { x: 1, y: 1 } },
          b: { values: { x: 1, y: 1 } },
          c: { values: { x: 1, y: 1 } },
        },
        correlations: [
          { between: ["a", "b"], value: 0.9 },
          { between: ["b", "c"], value: 0.9 },
          { between: ["a", "c"], value: -0.9 },
        ],
      },
      "contradict each other",
    ],
  ] as [PopulationData, string][])("refuses %j", (wrong, message) => {
    expect(() => Population.of(wrong)).toThrow(message);
  });
});

describe("a population from a table", () => {
  const census = [
    { region: "north", work: "farm", people: "1,500" },
    { region: "north", work: "office", people: "500" },
    { region: "south", work: "office", people: "2,000" },
    { region: "south", work: "farm", people: "0" },
  ];

  it("is drawn together, by the weights of a census", async () => {
    const cohort = (await Population.from(census, { weight: "people" })).draw({
      n: 40,
      seed: 1,
      strata: ["region"],
    });
    expect(cohort.filter(({ region }) => region === "north")).toHaveLength(20);
    expect(cohort.filter(({ work }) => work === "farm")).toHaveLength(15);
    expect(cohort.some(({ region, work }) => region === "south" && work === "farm")).toBe(false);
  });

  it("leaves out what is no attribute of a person", async () => {
    const rows = [
      { name: "Ann", age: 30, tags: ["x"], note: "" },
      { name: "Bo", happy: true },
    ];
    const people = await Population.from(rows);
    expect(people.members.map(({ member }) => member)).toEqual([
      { name: "Ann", age: 30 },
      { name: "Bo", happy: "true" },
    ]);
    expect((await Population.from(rows, { attributes: ["age"] })).members).toHaveLength(1);
  });

  it.each([
    [census, { weight: "work" }, "row 1 stands for"],
    [census, { weight: "peopl" }, "stands for"],
    [census, { attributes: ["regio"] }, 'no attribute "regio"'],
    [[], {}, "nobody"],
  ])("refuses %j with %j", async (rows, options, message) => {
    await expect(Population.from(rows, options)).rejects.toThrow(message);
  });
});

it("is made by its functions only", () => {
  const Made = Population as unknown as new (...given: readonly unknown[]) => Population;
  for (const given of [[], [{ attributes: {} }], [["age"], {}]])
    expect(() => new Made(...given)).toThrow("made by Population.of or Population.from");
});
