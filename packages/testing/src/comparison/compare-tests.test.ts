import { expect, it } from "vitest";
import type { TestResult } from "../results/test-result.ts";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { compareTests, reasonsOf } from "./compare-tests.ts";

/** One conversation for each letter: p passed, f failed, e could not be judged. */
function run(letters: string, scenario = "refund", bot = "bot"): TestResult[] {
  const outcomes = { p: "passed", f: "failed", e: "error" } as const;
  return [...letters].map((letter, repeat) =>
    madeUpResult({ scenario, bot, repeat }, { outcome: outcomes[letter as keyof typeof outcomes] }),
  );
}

it("tells a regression from a bad day, by McNemar's exact test on the same conversations", () => {
  const comparison = compareTests(run("pppppppppppf"), run("fffffffppppp"));
  expect(comparison.design).toBe("paired");
  // Seven broke and one was mended: 2 · (C(8,0) + C(8,1)) / 2⁸.
  expect(comparison.differences[0]).toMatchObject({ by: "all", broken: 7, mended: 1, change: "unclear" });
  expect(comparison.differences[0]?.p).toBeCloseTo(18 / 256, 12);
  expect(comparison.regressions).toEqual([]);
  expect(comparison.broken).toHaveLength(7);
  expect(comparison.broken[0]).toEqual({ cell: run("f")[0]?.cell, why: ['says "refund"'] });
  expect(comparison.mended.map(({ cell }) => cell.repeat)).toEqual([11]);

  const worse = compareTests(run("pppppppp"), run("ffffffff"));
  expect(worse.differences[0]).toMatchObject({ difference: -1, change: "worse" });
  expect(worse.regressions.map(({ by, name }) => [by, name])).toEqual([
    ["all", "all conversations"],
    ["scenario", "refund"],
    ["persona", "Ann"],
    ["expectation", 'refund: says "refund"'],
  ]);
  expect(compareTests(run("ffffffff"), run("pppppppp")).regressions).toEqual([]);
});

it("asks more of each scenario the more there are", () => {
  const names = ["a", "b", "c", "d", "e"];
  const baseline = names.flatMap((name) => run("pppppp", name));
  const current = names.flatMap((name) => run(name === "a" ? "ffffff" : "pppppp", name));
  const worst = compareTests(baseline, current).differences.find(({ by }) => by === "scenario");
  expect(worst).toMatchObject({ name: "a", change: "unclear" });
  expect(worst?.p).toBeCloseTo(2 / 64, 12);
  expect(worst?.adjustedP).toBeCloseTo(10 / 64, 12);
});

it("compares different people as independent samples, by Fisher's exact test", () => {
  const others = run("ffff").map((result) => ({ ...result, cell: { ...result.cell, persona: "Bea" } }));
  const comparison = compareTests(run("pppp"), others);
  expect(comparison).toMatchObject({ design: "independent", unmatched: { baseline: 4, current: 4 } });
  expect(comparison.differences[0]).toMatchObject({ broken: null, difference: -1 });
  expect(comparison.differences[0]?.p).toBeCloseTo(2 / 70, 12);
  expect(comparison.broken).toEqual([]);
});

it("pairs the two versions of a bot, and tells several bots apart", () => {
  expect(compareTests(run("pp", "s", "v1"), run("pf", "s", "v2"))).toMatchObject({
    design: "paired",
    unmatched: { baseline: 0, current: 0 },
  });
  const both = [...run("pp", "s", "v1"), ...run("ff", "s", "v2")];
  expect(compareTests(both, both).differences[0]).toMatchObject({ broken: 0, mended: 0, p: 1 });
});

it("leaves out of its tests what could not be judged, and counts it", () => {
  const comparison = compareTests(run("ppe"), run("epp"));
  expect(comparison.differences[0]).toMatchObject({
    before: { passed: 1, of: 1 },
    after: { passed: 1, of: 1 },
  });
  expect(comparison).toMatchObject({ baseline: { errors: 1 }, current: { errors: 1 }, broken: [] });
});

it("has nothing to say of nothing, and refuses what it cannot compare", () => {
  expect(compareTests([], run("p")).differences).toEqual([]);
  expect(() => compareTests(run("p"), [...run("p"), ...run("p")])).toThrow(/same place/);
  expect(() => compareTests([], [], { alpha: 5 })).toThrow(/alpha is 5/);
});

it("compares nothing of tests that have no scenario in common", () => {
  const before = [madeUpResult({ scenario: "a" }), madeUpResult({ scenario: "b" })];
  const after = [madeUpResult({ scenario: "c" }, { outcome: "failed" })];
  expect(compareTests(before, after)).toMatchObject({
    differences: [],
    regressions: [],
    unmatched: { baseline: 2, current: 1 },
  });
});

it("says which of several bots became worse", () => {
  const [before, now] = ["pppppppp", "ffffffff"].map((letters) => [
    ...run(letters, "s", "shop"),
    ...run("pppppppp", "s", "bank"),
  ]);
  const { differences, regressions } = compareTests(before ?? [], now ?? []);
  expect(differences.filter(({ by }) => by === "bot").map(({ name, change }) => [name, change])).toEqual([
    ["shop", "worse"],
    ["bank", "unclear"],
  ]);
  expect(regressions.map(({ by }) => by)).toContain("bot");
});

it("takes what fails a conversation for a reason, and nothing that is only told", () => {
  const verdicts = [
    madeUpVerdict({ expectation: "passed", passed: true }),
    madeUpVerdict({ expectation: "failed" }),
    madeUpVerdict({ expectation: "soft", level: "soft" }),
    madeUpVerdict({ expectation: "unknown", passed: null }),
  ];
  const findings = [
    { class: "bot_empty", level: "hard", message: "", evidence: [] },
    { class: "bot_repeated", level: "soft", message: "", evidence: [] },
  ] as const;
  expect(reasonsOf(madeUpResult({}, { verdicts, findings }))).toEqual(["failed", "bot_empty"]);
});
