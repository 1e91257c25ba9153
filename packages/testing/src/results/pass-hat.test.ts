import * as fc from "fast-check";
import { expect, it } from "vitest";
import { cellGroups, groupBy } from "./cell-groups.ts";
import { passHat } from "./pass-hat.ts";
import { withinShares } from "./resampling.ts";
import type { TestResult } from "./test-result.ts";

const outcomes = { P: "passed", F: "failed", E: "error" } as const;
/** Results of a cell, a letter each. */
const cellOf = (scenario: string, letters: string): TestResult[] =>
  Array.from(
    letters,
    (letter) =>
      ({
        outcome: outcomes[letter as "P"],
        cell: { scenario, persona: "p", bot: "b" },
      }) as unknown as TestResult,
  );
const results = (...cells: string[]) => cells.flatMap((letters, index) => cellOf(`s${index}`, letters));
const chances = (...cells: string[]) => passHat(results(...cells)).map(({ k, chance }) => [k, chance]);

it.each<[string[], number[]]>([
  [[], []],
  [["EE"], []],
  [["P"], [1]],
  [["F"], [0]],
  [["PPFF"], [1 / 2, 1 / 6, 0, 0]],
  [["PPPF"], [3 / 4, 1 / 2, 1 / 4, 0]],
  [
    ["PP", "PF"],
    [3 / 4, 1 / 2],
  ],
  // As many as the cell with the fewest has; what could not be judged takes no part.
  [["PPP", "PFE", "EPE"], [(1 + 1 / 2 + 1) / 3]],
])("of %j, the chances are %j", (cells, expected) => {
  const found = chances(...cells);
  expect(found.map(([k]) => k)).toEqual(expected.map((_, index) => index + 1));
  for (const [index, chance] of expected.entries()) expect(found[index]?.[1]).toBeCloseTo(chance, 12);
});

/** The share of all choices of `k` letters in which each passed. */
function shareAllPass(letters: string, k: number): number {
  const choose = (from: number, left: number): string[][] =>
    left === 0
      ? [[]]
      : Array.from(letters.slice(from), (letter, at) =>
          choose(from + at + 1, left - 1).map((rest) => [letter, ...rest]),
        ).flat();
  const all = choose(0, k);
  return all.filter((chosen) => chosen.every((letter) => letter === "P")).length / all.length;
}

it("is the share of all choices of k conversations of a cell that all pass, with an interval around it", () => {
  const letters = fc
    .array(fc.constantFrom("P", "F"), { minLength: 1, maxLength: 6 })
    .map((list) => list.join(""));
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), (cells) => {
      for (const { k, chance, interval } of passHat(results(...cells))) {
        const expected = cells.reduce((sum, cell) => sum + shareAllPass(cell, k), 0) / cells.length;
        expect(chance).toBeCloseTo(expected, 12);
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(chance + 1e-12);
        expect(interval.high).toBeGreaterThanOrEqual(chance - 1e-12);
        expect(interval.level).toBe(0.95);
      }
    }),
    { numRuns: 15 },
  );
});

it("where all cells are alike, raises Wilson's interval to the power of k", () => {
  const [one, two] = passHat(results("PPPPP", "PPPPP"));
  // Wilson's interval of 10 of 10: the low end is 1 / (1 + 1.96² / 10).
  expect(one?.interval.low).toBeCloseTo(0.72247, 4);
  expect(two?.interval.low).toBeCloseTo(0.72247 ** 2, 4);
  expect([one?.interval.high, two?.interval.high]).toEqual([1, 1]);
});

it("holds the estimate of one cell, which its rate to the power of k does not", () => {
  const [one, two] = passHat(results("PF"));
  expect([one?.chance, two?.chance, two?.interval.low]).toEqual([0.5, 0, 0]);
});

it("groups what is of one cell, in the order in which cells come", () => {
  const mixed = [...cellOf("a", "P"), ...cellOf("b", "F"), ...cellOf("a", "F")];
  expect(cellGroups(mixed)).toEqual([[mixed[0], mixed[2]], [mixed[1]]]);
  const other = { ...mixed[0], cell: { scenario: "a", persona: "p", bot: "c" } } as TestResult;
  expect(cellGroups([...mixed, other])).toHaveLength(3);
  expect([...groupBy(mixed, ({ outcome }) => outcome).keys()]).toEqual(["passed", "failed"]);
  expect(withinShares({ low: -0.1, high: 1.2, level: 0.9 })).toEqual({ low: 0, high: 1, level: 0.9 });
  expect(withinShares({ low: 0.2, high: 0.3, level: 0.9 })).toEqual({ low: 0.2, high: 0.3, level: 0.9 });
});
