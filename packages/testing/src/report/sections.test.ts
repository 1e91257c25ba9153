import { expect, it } from "vitest";
import { compareTests } from "../comparison/compare-tests.ts";
import { summarizeTests } from "../results/test-summary.ts";
import type { TestCell, TestResult } from "../results/test-result.ts";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { differencesSection } from "./differences-section.ts";
import { failuresSection, groupSections, verdictSection } from "./overview-section.ts";

/** One conversation for each letter: p passed, f failed, e could not be judged. */
function run(letters: string, cell: Partial<TestCell> = {}, more: Partial<TestResult> = {}): TestResult[] {
  const outcomes = { p: "passed", f: "failed", e: "error" } as const;
  return [...letters].map((letter, repeat) =>
    madeUpResult({ repeat, ...cell }, { ...more, outcome: outcomes[letter as keyof typeof outcomes] }),
  );
}
const words = (section: unknown): string =>
  String(section)
    .replaceAll(/<[^>]*>/g, "\n")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" | ");
const verdict = (results: readonly TestResult[]): string =>
  words(verdictSection(results, summarizeTests(results)));

it.each([
  ["", "There are no conversations."],
  ["p", "The conversation passed"],
  ["ppp", "All 3 conversations passed"],
  ["pfe", "1 of 3 conversations failed"],
  ["f", "1 of 1 conversation failed"],
  ["ee", "None of 2 conversations could be judged"],
  ["ppe", "2 passed, 1 could not be judged"],
])("of %j the headline is: %s", (letters, headline) => {
  const results = run(letters, {}, { goalReached: true });
  expect(verdict(results).split(" | ")[0]).toBe(headline);
});

it.each([
  ["", "error"],
  ["p", "passed"],
  ["pe", "error"],
  ["pfe", "failed"],
])("of %j the verdict looks like one that is %s", (letters, state) => {
  const results = run(letters);
  expect(String(verdictSection(results, summarizeTests(results)))).toContain(`class="verdict ${state}"`);
});

it.each<[string, Partial<TestResult>, string | undefined]>([
  ["p", { goalReached: true }, undefined],
  [
    "ppp",
    { verdicts: [madeUpVerdict({ kind: "goalReached", passed: null })] },
    "In 3 conversations nobody could tell",
  ],
  [
    "p",
    { verdicts: [madeUpVerdict({ kind: "goalReached", passed: null })] },
    "In 1 conversation nobody could tell",
  ],
])("of %j with %j it is said how many goals nobody judged", (letters, more, said) => {
  const found = verdict(run(letters, {}, more));
  if (said === undefined) expect(found).not.toContain("nobody could tell");
  else expect(found).toContain(said);
});

it.each<[readonly (readonly [string, boolean | null])[], string]>([
  [
    [
      ["p", true],
      ["p", true],
    ],
    "All 2 conversations passed",
  ],
  [
    [
      ["p", true],
      ["p", null],
    ],
    "All 2 conversations passed; 1 goal was not judged",
  ],
  [
    [
      ["p", false],
      ["p", true],
      ["p", null],
      ["p", null],
    ],
    "All 4 conversations passed; 2 goals were not judged",
  ],
  [[["p", null]], "The conversation passed; goals were not judged"],
])("says in the headline which goals nobody judged: %j", (conversations, headline) => {
  const results = conversations.flatMap(([letter, goalReached], repeat) =>
    run(
      letter,
      { repeat },
      { goalReached, verdicts: [madeUpVerdict({ kind: "goalReached", passed: goalReached })] },
    ),
  );
  expect(verdict(results).split(" | ")[0]).toBe(headline);
});

it("tells the chance of the most repeats that there are", () => {
  expect(verdict(run("ppf"))).toContain("pass^3 | 0 %");
  expect(verdict([])).not.toContain("No conversation could be judged");
});

it("lists what failed by how many conversations it failed", () => {
  const polite = { verdicts: [madeUpVerdict({ expectation: "is polite", level: "soft" })] };
  const results = [...run("fff"), ...run("p", {}, polite), ...run("pp")];
  const page = failuresSection(summarizeTests(results));
  expect(words(page)).toBe("What failed most | says &quot;refund&quot; | 3 of 6 | is polite | soft | 1 of 6");
  expect(
    [...String(page).matchAll(/class="(\w+)"\s+style="width:(\d+)%"/g)].map(([, ...bar]) => bar),
  ).toEqual([
    ["failed", "100"],
    ["error", "33"],
  ]);
  expect(String(failuresSection(summarizeTests(run("p"))))).toBe("");
});

it("tells the figures that there are, and no others", () => {
  const waits = [10, 20, 30, 2000].map((milliseconds, turn) => ({ turn, milliseconds }));
  const results = [
    ...run("pf", {}, { latencies: waits, score: 0.5, goalReached: true }),
    ...run("e", { persona: "Bea" }),
  ];
  const found = verdict(results).split(" | ");
  const figure = (name: string): string | undefined => found[found.indexOf(name) + 1];
  expect(figure("passed")).toBe("1 of 2");
  expect(figure("goals reached")).toMatch(/^\d of \d$/);
  expect(figure("mean score")).toMatch(/^0\.50/);
  expect(figure("answers")).toBe("20 ms, 95 % within 2.0 s");
  expect(figure("could not be judged")).toBe("1");
  expect(figure("pass^2")).toMatch(/^0 % \(/);
  const plain = verdict(run("p"));
  for (const name of ["answers", "could not be judged", "mean score", "pass^"])
    expect(plain).not.toContain(name);
  expect(verdict(run("e"))).toContain("No conversation could be judged, so there is no verdict on the bot.");
});

it("lists groups worst first, then by name, and personas within a scenario where there are several", () => {
  const results = [
    ...run("pp", { scenario: "b", persona: "Ann" }),
    ...run("pf", { scenario: "c", persona: "Ann" }),
    ...run("pp", { scenario: "a", persona: "Bea" }),
    ...run("ff", { scenario: "a", persona: "Ann" }),
    ...run("e", { scenario: "d", persona: "Ann" }),
  ];
  const page = String(groupSections(results, summarizeTests(results)));
  const order = [...page.matchAll(/data-filter="scenario" data-value="(\w)"/g)].map(([, name]) => name);
  expect(order).toEqual(["a", "c", "b", "d"]);
  expect(page.match(/by persona/g)).toHaveLength(1);
  expect(page).toContain("By persona");
  expect(page).not.toContain("By bot");
});

it("tells differences beyond chance one by one, and counts the others and what has no counterpart", () => {
  const before = [...run("pppppppp"), ...run("pp", { scenario: "hours" })];
  const after = [...run("ffffffff"), ...run("pf", { scenario: "hours" }), ...run("p", { scenario: "new" })];
  const found = words(differencesSection(compareTests(before, after)));
  expect(found).toMatch(/\d regressions beyond chance/);
  expect(found).toContain("Passed before, fail now: 9");
  expect(found).toContain("again, 2");
  expect(found).not.toContain("Failed before, pass now");
  expect(found).toContain("1 conversation here and 0 in the baseline have no counterpart.");
  expect(found).toMatch(/Not beyond chance: 2 \| hours/);
  const same = words(differencesSection(compareTests(before, before)));
  expect(same).toContain("No regression beyond chance");
  expect(same).not.toContain("Not beyond chance:");
  const nothing = words(
    differencesSection(compareTests(run("p", { scenario: "a" }), run("p", { scenario: "b" }))),
  );
  expect(nothing).toContain("Nothing in it can be compared with the baseline");
  const many = Array.from({ length: 60 }, (_, index) => run("p", { scenario: `s${index}` })).flat();
  const worse = Array.from({ length: 60 }, (_, index) => run("f", { scenario: `s${index}` })).flat();
  const long = words(differencesSection(compareTests(many, worse)));
  // Of the list of what broke, and of the groups that show nothing, fifty are told.
  expect(long).toContain("and 10 more");
  const unclear = Number(/Not beyond chance: (\d+)/.exec(long)?.[1]);
  expect(unclear).toBeGreaterThan(60);
  expect(long).toContain(`and ${unclear - 50} more`);
});
