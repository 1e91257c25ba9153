import { describe, expect, it } from "vitest";
import { printed } from "../testing/terminal-in-memory.ts";
import { printCalibration } from "./print-calibration.ts";

const side = (value: number | null) => {
  const interval = value === null ? null : { low: value - 0.1, high: value + 0.1 };
  return {
    behaviour: { value, interval },
    groupDetails: Object.fromEntries(
      ["D1", "D2", "D3", "D4"].map((name) => [name, { value: 0.5, interval: null }]),
    ),
    coverage: { value, interval: null },
    humanLikeness: { auc: value, interval },
  };
};
const complete = {
  n: { fit: 12, held: 11 },
  basis: "search",
  end: "complete",
  before: side(0.25),
  after: side(null),
  ceiling: side(0.75),
  users: {
    users: [
      { name: "brief", share: 0.25, policies: ["politeness", { name: "length", words: 3 }] },
      { name: "all", policies: [] },
    ],
  },
  spent: { calls: 40, dollars: 0 },
  kept: undefined,
};
const told = (changes: object, budget: object = {}): Promise<string> =>
  printed((terminal) => printCalibration(terminal, { ...complete, ...changes } as never, budget));
const lastLine = async (changes: object, budget: object = {}) =>
  (await told(changes, budget)).trim().split("\n").at(-1);

describe("what is printed of users that were fitted", () => {
  it("is how near they are, before and after and people themselves, and who they are", async () => {
    const cells = (await told({}))
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split(/\s*│\s*/).slice(1, -1));
    expect(cells).toEqual([
      ["against 11 held-out conversations", "before", "after", "people"],
      ["alignment of behaviour", "0.250 (0.150 to 0.350)", "–", "0.750 (0.650 to 0.850)"],
      ...["D1", "D2", "D3", "D4"].map((name) => [`alignment ${name}`, "0.500", "0.500", "0.500"]),
      ["coverage", "0.250", "–", "0.750"],
      ["told apart from people (AUC, 0.5 is best)", "0.250 (0.150 to 0.350)", "–", "0.750 (0.650 to 0.850)"],
      ["user type", "share", "policies"],
      ["brief", "0.25", "politeness, length"],
      ["all", "1", ""],
    ]);
    const nobody = await told({ before: undefined, after: undefined });
    expect(nobody).toMatch(/alignment of behaviour\s+│ – +│ – +│ 0\.750/);
  });

  it.each([
    [{ end: "complete", basis: "logs", before: undefined, after: undefined }, undefined],
    [{ basis: "search" }, "The budget ended the search; what was found until then is kept."],
    [{ basis: "logs", before: undefined, after: undefined }, "before a single conversation did: raise it"],
    [{ basis: "logs", after: undefined }, "before any type of users was held"],
    [
      { basis: "logs" },
      'too small to search. The users are what can be read off the logs alone; "after" is how they talk',
    ],
  ])("says what a budget ended, with %j", async (changes, said) => {
    const text = await told({ end: "budget", ...changes });
    if (said === undefined) expect(text).not.toContain("he budget");
    else expect(text).toContain(said);
  });

  const calls = "model calls spent, those of conversations that were cut among them";
  const paid = "dollars spent, those of conversations that were cut among them";
  it.each<[object, object, string]>([
    [{}, {}, `40 ${calls}`],
    [{}, { calls: 100 }, `40 of 100 ${calls}`],
    [{ spent: { calls: 40, dollars: 1.234 } }, {}, `40 model calls, 1.23 ${paid}`],
    [{ spent: { calls: 40, dollars: 0.0123 } }, { dollars: 2 }, `40 model calls, 0.012 of 2 ${paid}`],
    // What is kept is told of a search that a budget ended.
    [{ kept: { calls: 9, dollars: 0 } }, { calls: 50 }, `40 of 50 ${calls}`],
    [{ end: "budget" }, { calls: 50 }, `40 of 50 ${calls}`],
    [
      { end: "budget", kept: { calls: 8.6, dollars: 0 } },
      { calls: 50 },
      `40 of 50 ${calls}; about 9 calls of the budget were kept for the users that were found`,
    ],
    [
      {
        end: "budget",
        after: undefined,
        kept: { calls: 32, dollars: 0.5 },
        spent: { calls: 40, dollars: 0.25 },
      },
      { calls: 50, dollars: 1 },
      `40 of 50 model calls, 0.25 of 1 ${paid}; 10 calls and 0.75 dollars kept for the users that were found, who would have taken about 32 calls and 0.50 dollars`,
    ],
    [
      {
        end: "budget",
        after: undefined,
        kept: { calls: 32, dollars: 0.5 },
        spent: { calls: 60, dollars: 1 },
      },
      { calls: 50, dollars: 1.5 },
      `60 of 50 model calls, 1.00 of 1.5 ${paid}; 0 calls and 0.50 dollars kept for the users that were found, who would have taken about 32 calls and 0.50 dollars`,
    ],
    [
      { end: "budget", after: undefined, kept: { calls: 32, dollars: 0 }, spent: { calls: 50, dollars: 0 } },
      { calls: 50 },
      `50 of 50 ${calls}`,
    ],
  ])("says what was spent: %j of %j", async (changes, budget, said) => {
    expect(await lastLine(changes, budget)).toBe(said);
  });
});
