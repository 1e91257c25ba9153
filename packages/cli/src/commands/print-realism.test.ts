import { describe, expect, it } from "vitest";
import { printed } from "../testing/terminal-in-memory.ts";
import { printDialogsComparison, printRealism, printUserSimIndex } from "./print-realism.ts";

const interval = (low: number, high: number) => ({ low, high, level: 0.95 });
const feature = {
  real: 12.34,
  simulated: null,
  alignment: 0.5,
  ceiling: 0.9,
  intervals: { real: interval(9.99, 14), simulated: null, alignment: interval(0.25, 0.75) },
  noInterval: { real: null, simulated: null, alignment: null },
};
const few = { ...feature, noInterval: { real: "too few conversations", simulated: null, alignment: null } };
const same = {
  ...feature,
  noInterval: { real: null, simulated: "the same in all conversations", alignment: "too few conversations" },
};
const group = { value: 0.625, interval: interval(0.5, 0.75), ceiling: null };
const comparison = {
  n: { real: 12, simulated: 30 },
  features: { words_per_turn: feature },
  groups: { D1: 0.625, D2: 0.5, D3: 0.5, D4: 0.5 },
  groupDetails: { D1: group },
  behaviour: { value: 0.5, interval: interval(0.4, 0.6), ceiling: 0.8 },
  humanLikeness: {
    auc: 0.75,
    interval: interval(0.7, 0.8),
    p: 0.025,
    giveaways: ["verbosity_cv", "certainty_rate", "pushback_rate", "opening_length"].map((name) => ({
      feature: name,
    })),
  },
  coverage: { value: 0.25, interval: null },
  gaps: [],
  domains: {},
  smallDomains: {},
  configuration: { domainSize: 20 },
};

const of = (changes: object, examples: readonly object[] = []): Promise<string> =>
  printed((terminal) => printRealism(terminal, { ...comparison, ...changes } as never, examples as never));

describe("what is printed of a comparison", () => {
  it("has every number with its interval, a dash for none, and the sides' sizes", async () => {
    const lines = (await of({})).split("\n");
    const cells = lines
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split(/\s*│\s*/).slice(1, -1));
    expect(cells).toEqual([
      ["feature", "people (12)", "simulated (30)", "alignment", "at best"],
      ["words_per_turn", "12.3 (9.99 – 14.0)", "–", "0.50 (0.25 – 0.75)", "0.90"],
      ["D1", "", "", "0.63 (0.50 – 0.75)", "–"],
    ]);
    expect(lines.filter((line) => /^\w/.test(line))).toEqual([
      "Behaviour, of 1: 0.50 (0.40 – 0.60); people among themselves 0.80.",
      "Told apart 0.75 (0.70 – 0.80), p = 0.025; 0.5 is like people, 1 always told.",
      "What gives them away most: verbosity_cv, certainty_rate, pushback_rate.",
      "Coverage 0.25.",
      "No feature differs beyond chance.",
    ]);
  });

  it.each([
    [{ groups: { ...comparison.groups, D3: null } }, "Behaviour without D3, of 1:"],
    [{ humanLikeness: { ...comparison.humanLikeness, p: null } }, "0.75 (0.70 – 0.80); 0.5 is"],
    [
      { smallDomains: { bank: { real: 3, simulated: 30 }, taxi: { real: 9, simulated: 1 } } },
      "Fewer than 20 conversations of a side, so not compared by themselves: bank (3 / 30), taxi (9 / 1).",
    ],
    [
      { features: { a: few, b: same, c: few } },
      "No interval (too few conversations): a (real), b (alignment), c (real).\nNo interval (the same in all conversations): b (simulated).\n",
    ],
    [
      { domains: { hotel: comparison } },
      "│ hotel  │ 12 / 30 │ 0.50 (0.40 – 0.60) │ 0.75 (0.70 – 0.80) │ 0.25     │",
    ],
    [{ gaps: [{}] }, "\nThe widest gaps:\n"],
  ])("says of %j what there is to say of it", async (changes, said) => {
    expect(await of(changes)).toContain(said);
    expect(await of({})).not.toContain(said);
  });

  it("guesses at nothing that gives users away who cannot be told apart for want of conversations", async () => {
    const none = { auc: null, interval: null, p: null, giveaways: [] };
    expect(await of({ humanLikeness: none })).toMatch(/Told apart –; 0\.5 is like people.*\nCoverage/);
  });

  it("shows what both sides say, each turn on a line and no more than 100 signs of it", async () => {
    const turns = (...said: readonly string[]) => [{ turns: said }];
    const gap = {
      text: "people ask more",
      real: turns("  Why?\n  And when? ", "y".repeat(100)),
      simulated: turns("x".repeat(101)),
    };
    expect(
      await of({ gaps: [gap] }, [gap, { text: "and less", real: [], simulated: turns("ok") }]),
    ).toContain(
      [
        "The widest gaps:",
        "  people ask more",
        "    people: Why? And when?",
        `    people: ${"y".repeat(100)}`,
        `    yours : ${"x".repeat(99)}…`,
        "  and less",
        "    yours : ok",
        "",
      ].join("\n"),
    );
  });
});

describe("what is printed of the words", () => {
  const number = (value: number, n: number) => ({ value, interval: null, n });
  const cohort = { differentOpenings: number(0.5, 8), vendi: number(0.25, 7), n: 9 };
  const nothing = {
    dimensions: null,
    judgedDimensions: null,
    cohort: { real: null, simulated: null },
    rubrics: null,
    unreadReplies: 0,
  };
  const words = (changes: object) =>
    printed((terminal) => printDialogsComparison(terminal, { ...nothing, ...changes } as never));
  const dimension = (value: number) => ({
    jensenShannon: { value, interval: null, chance: 0.125 },
    n: { real: 20, simulated: 30 },
  });

  it("is nothing when nothing was compared", async () => {
    expect(await words({})).toBe("");
  });

  it.each([
    [
      { dimensions: { dimensions: { length: dimension(0.5) } } },
      ["dimension", "divergence", "by chance", "turns"],
      ["length", "0.50", "0.13", "20 / 30"],
    ],
    [
      { judgedDimensions: { dimensions: { act: dimension(0.25) } } },
      ["dimension", "divergence", "by chance", "turns"],
      ["act", "0.25", "0.13", "20 / 30"],
    ],
    [
      { cohort: { real: null, simulated: cohort } },
      ["cohorts of 9", "people", "simulated"],
      ["openings of their own", "–", "0.50, n = 8"],
    ],
    [
      { cohort: { real: { vendi: number(0.75, 3) }, simulated: cohort } },
      ["cohorts of 9", "people", "simulated"],
      ["different users (Vendi ÷ n)", "0.75, n = 3", "0.25, n = 7"],
    ],
    [
      { rubrics: { realism: { value: 4.5, interval: interval(4, 5), n: 30 } } },
      ["rubric", "of 5", "n"],
      ["realism", "4.50 (4.00 – 5.00)", "30"],
    ],
  ])("of %j is a table", async (changes, header, row) => {
    const cells = (await words(changes))
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split(/\s*│\s*/).slice(1, -1));
    expect(cells[0]).toEqual(header);
    expect(cells).toContainEqual(row);
  });

  it.each([
    [1, "1 reply of the model"],
    [2, "2 replies of the model"],
  ])("tells of %i replies that could not be read", async (unreadReplies, said) => {
    expect(await words({ unreadReplies })).toContain(said);
  });
});

it.each([
  [
    { kind: "whole", value: 61.5, interval: interval(50, 70) },
    "User-Sim Index 61.5 (50.0 – 70.0) of 100 (whole).\n",
  ],
  [
    { kind: "behaviour", value: 9, interval: null },
    "User-Sim Index 9.00 of 100 (behaviour alone: no outcomes or ratings were given).\n",
  ],
  [{ kind: "whole", value: null, interval: null }, ""],
])("an index of %j is said with what it is of", async (index, said) => {
  expect(await printed((terminal) => printUserSimIndex(terminal, index as never))).toBe(said);
});
