import { expect, it } from "vitest";
import { shareDifference } from "./share-difference.ts";

const cells = (letters: string, from = 0): Map<string, boolean> =>
  new Map([...letters].map((letter, index) => [String(from + index), letter === "p"]));

it("counts pairs of the cells that both have", () => {
  const found = shareDifference(cells("pppppffp"), cells("pffppfpfff", 0), "paired");
  expect(found).toMatchObject({
    before: { passed: 6, of: 8 },
    after: { passed: 4, of: 8 },
    broken: 3,
    mended: 1,
    difference: -2 / 8,
  });
  // Four changed, three of them for the worse: 2 · (C(4,0) + C(4,1)) / 2⁴.
  expect(found?.p).toBeCloseTo(10 / 16, 12);
  expect(found?.interval.low).toBeLessThan(-0.25);
  expect(found?.interval.high).toBeGreaterThan(0);
  const only = shareDifference(cells("ppff", 2), cells("fpff"), "paired");
  expect(only).toMatchObject({
    before: { passed: 2, of: 2 },
    after: { passed: 0, of: 2 },
    broken: 2,
    mended: 0,
  });
});

it("counts all cells of independent samples", () => {
  const found = shareDifference(cells("pppf"), cells("pfff", 100), "independent");
  expect(found).toMatchObject({
    before: { passed: 3, of: 4 },
    after: { passed: 1, of: 4 },
    broken: null,
    mended: null,
    difference: -0.5,
  });
  expect(found?.p).toBeCloseTo(34 / 70, 12);
});

it("is nothing where there is nothing to compare", () => {
  expect(shareDifference(cells("pp"), cells("pp", 50), "paired")).toBeUndefined();
  expect(shareDifference(cells("pp"), cells(""), "independent")).toBeUndefined();
  expect(shareDifference(cells(""), cells("pp"), "independent")).toBeUndefined();
});
