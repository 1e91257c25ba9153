import type { Html } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { describe, expect, it } from "vitest";
import { comparisonTable } from "../comparison-table.ts";
import { renderCsv } from "../render-csv.ts";
import { exampleLists, transcripts } from "./example-lists.ts";
import { scoreTable } from "./score-table.ts";
import { setList } from "./set-list.ts";
import { headline, testsSection } from "./tests-section.ts";

interface Made {
  readonly p?: number;
  readonly better?: "higher" | "lower" | undefined;
  readonly extremes?: boolean;
  readonly sample?: readonly number[];
  readonly more?: object;
  readonly statistic?: string;
}

const extreme = (index: number, value: number) => ({ id: `d${index}`, index, value });

function found(dataset: string, value: number, made: Made = {}): object {
  const { p, better, extremes = false, sample = [], more = {}, statistic = "mean" } = made;
  return {
    dataset,
    evaluator: "mean-turn-length",
    error: null,
    result: {
      name: "mean-turn-length",
      score: { name: "turn-length" },
      n: 9,
      missing: 1,
      statistics: {
        [statistic]: { value, interval: { low: value - 1, high: value + 1, level: 0.95 }, better },
        std: { value: 0.5, interval: null },
      },
      sample,
      ...(p === undefined
        ? {}
        : { difference: { p: p / 2, adjustedP: p, effect: -0.25, test: "permutation test" } }),
      ...(extremes ? { extremes: { lowest: [extreme(0, 1)], highest: [extreme(1, 9), extreme(2, 8)] } } : {}),
      ...more,
    },
  };
}
const failed = (dataset: string): object => ({
  dataset,
  evaluator: "mean-turn-length",
  error: { message: "no, model", hint: null },
  result: null,
});

const comparisonOf = (
  results: readonly object[],
  { names = ["people", "made"], reference = "people" as string | null, examples = [] as object[] } = {},
): ComparisonData =>
  ({
    datasets: names.map((name) => ({ name, n: 10 })),
    reference,
    seed: 7,
    results,
    examples,
  }) as unknown as ComparisonData;

/** What is read of a part of a page: its words, cell by cell. */
const read = (part: Html | null): string =>
  String(part ?? "")
    .replaceAll(/<(?:\/t[dh]|\/li|\/h\d|\/p|br ?\/)>/g, "|")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?\| ?/g, "|")
    .trim();

describe("the table of numbers", () => {
  it("has a column for each dataset, and says what is beyond chance, sampled and failed", () => {
    const chance = {
      statistics: { mean: { value: 3, interval: null, debiased: 1, nullBand: { low: 0, high: 2.5 } } },
    };
    const table = read(
      scoreTable(
        comparisonOf(
          [
            found("people", 5),
            found("made", 7, { p: 0.004 }),
            found("third", 3, { more: { ...chance, n: 4 } }),
            failed("fourth"),
          ],
          { names: ["people", "made", "third", "fourth"] },
        ),
      ),
    );
    expect(table).toMatch(
      /^Score\|people \(reference\)\|n = 10\|made\|n = 10\|third\|n = 10\|fourth\|n = 10\|/,
    );
    const [mean, std] = [/Length of each turn, mean[^]*?failed/, /standard deviation[^]*?failed/].map(
      (row) => row.exec(table)?.[0],
    );
    expect(mean?.split("|").slice(1)).toEqual([
      "5 [4, 6]",
      "7 ** [6, 8]",
      "3 chance: up to 2.5 n = 4",
      "failed",
    ]);
    // Only the first statistic was tested.
    expect(std?.split("|").slice(1)).toEqual(["0.5", "0.5", "– n = 4", "failed"]);
  });

  it("names the test behind the stars, and is of many columns beyond four", () => {
    const names = ["a", "b", "c", "d", "e"];
    const shown = (count: number): string =>
      String(
        scoreTable(
          comparisonOf(
            names.slice(0, count).map((name) => found(name, 5, { p: 0.04 })),
            { names: names.slice(0, count), reference: null },
          ),
        ),
      );
    expect(shown(4)).toContain('title="p = 0.04, permutation test, Holm’s correction"');
    expect([shown(4).includes('class="many"'), shown(5).includes('class="many"')]).toEqual([false, true]);
    expect(shown(2)).not.toContain("reference");
  });

  it("of one dataset, says how its values are spread", () => {
    const sample = Array.from({ length: 21 }, (_, index) => 20 - index);
    const alone = (made: Made) =>
      read(scoreTable(comparisonOf([found("people", 10, made)], { names: ["people"], reference: null })));
    expect(alone({ sample })).toMatch(/Length of each turn, mean[^|]*\|10 \[9, 11\]\|10\|0.55 to 19.45\|9\|/);
    expect(alone({ sample: [] })).toMatch(/\|10 \[9, 11\]\|–\|–\|9\|/);
    // Of yes and no, the share says everything.
    expect(alone({ sample: [0, 1, 1], statistic: "frequency" })).toMatch(/\|10 \[9, 11\]\|–\|–\|9\|/);
    expect(alone({})).toMatch(/^Score\|Value 95 % interval\|Median\|Middle 90 %\|Dialogues\|/);
  });
});

describe("the examples", () => {
  const turns = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      speaker: at === 0 ? null : "Ann",
      text: at === 1 ? "" : `t${at}`,
    }));
  const examples = [
    { dataset: "people", index: 2, dialog: { id: "d2", turns: turns(203) } },
    { dataset: "made", index: 0, dialog: { id: 0, turns: turns(1) } },
    { dataset: "people", index: 0, dialog: { id: "d0", turns: turns(2) } },
  ];
  it.each([
    [undefined, "Lowest and highest dialogues", "Lowest", "Highest"],
    ["higher", "Worst and best dialogues", "Worst", "Best"],
    ["lower", "Worst and best dialogues", "Best", "Worst"],
  ] as const)("stand at both ends of a score of which %s is better", (better, name, first, last) => {
    const comparison = comparisonOf(
      [found("people", 5, { better, extremes: true }), found("made", 7), failed("third")],
      { examples },
    );
    const lists = exampleLists(comparison, "mean-turn-length");
    expect(read(lists)).toBe(`${name} people|${first}|1 d0|${last}|9 d1|8 d2|`);
    // Those that are on the page can be opened.
    expect(String(lists).match(/popovertarget="talk-\d"/g)).toEqual([
      'popovertarget="talk-2"',
      'popovertarget="talk-0"',
    ]);
    expect(exampleLists(comparison, "another")).toBeNull();
  });

  it("are there in their own words, to the two hundredth turn", () => {
    const shown = transcripts(comparisonOf([], { examples })).map(read);
    expect(shown[1]).toBe("0|made, 1 turn|Close somebody t0||");
    expect(shown[2]).toBe("d0|people, 2 turns|Close somebody t0||Ann (nothing)||");
    expect(shown[0]).toMatch(/Ann t199\|\|and 3 more turns\|$/);
    expect(transcripts(comparisonOf([])).length).toBe(0);
    expect(String(transcripts(comparisonOf([], { examples }))[1])).toContain('id="talk-1"');
  });
});

describe("what differs", () => {
  it("is said first, by dataset", () => {
    const three = [found("people", 5), found("made", 7, { p: 0.01 }), found("third", 7, { p: 0.05 })];
    const names = ["people", "made", "third"];
    expect(read(headline(comparisonOf(three, { names })))).toMatch(
      /^1 of 2 tests shows a difference from people beyond chance:\|made : Length of each turn, mean\|$/,
    );
    expect(read(headline(comparisonOf([found("made", 7, { p: 0.05 })])))).toBe(
      "No difference from people beyond chance in 1 test.|",
    );
    const both = [found("made", 7, { p: 0.01 }), found("people", 7, { p: 0.049 })];
    expect(read(headline(comparisonOf(both, { reference: null })))).toMatch(
      /^2 of 2 tests show a difference from the reference beyond chance:\|people : .*\|made : .*\|$/,
    );
    expect(headline(comparisonOf([found("people", 5), failed("made")]))).toBeNull();
  });

  it("is listed by score, each with what it is of", () => {
    const both = [
      found("made", 7, { p: 0.01 }),
      { ...found("made", 7, { p: 0.01 }), evaluator: "judge" },
      { ...found("made", 7, { p: 0.01, more: { score: undefined } }), evaluator: "of my own" },
    ];
    expect(read(headline(comparisonOf(both)))).toMatch(
      /\|made : Length of each turn, mean; [^;|]+; [^;|]+\|$/,
    );
  });

  it("stands in tables that have a name of their own for whoever hears the page", () => {
    const one = [found("people", 5, { p: 0.01 })];
    const names = [
      scoreTable(comparisonOf(one)),
      scoreTable(comparisonOf(one, { names: ["people"] })),
      testsSection(comparisonOf(one)),
    ].map((part) => /role="region" aria-label="([^"]*)"/.exec(String(part))?.[1]);
    expect(names).toEqual(["Numbers by dataset", "Numbers", "Tests"]);
  });

  it("is told with every test, its p and its effect", () => {
    const section = (...results: object[]) => read(testsSection(comparisonOf(results)));
    expect(section(found("people", 5), found("made", 7, { p: 0.01 }))).toBe(
      "Tests against people|The test, with p and the size of the effect Score|Dataset|Test|p|p, corrected (Holm)|Cliff’s δ|Length of each turn, mean|made|permutation test|0.005|0.01|-0.25|",
    );
    expect(section(found("made", 7, { p: 0.01 }), found("made", 8, { p: 0.5 }))).toContain(
      "All 2 tests, with p",
    );
    expect(testsSection(comparisonOf([found("people", 5)]))).toBeNull();
  });

  it("stands among datasets that have a colour each, and their sizes", () => {
    const sets = (names: string[], reference: string | null) => {
      const comparison = comparisonOf([], { names, reference });
      return setList({
        ...comparison,
        datasets: comparison.datasets.map((set, at) => ({ ...set, n: at + 1 })),
      });
    };
    expect(read(sets(["people", "made"], "made"))).toBe("people 1 dialogue|made 2 dialogues, the reference|");
    const colors = [...String(sets(["a", "b", "c"], null)).matchAll(/fill="(#\w+)"/g)].map(
      ([, color]) => color,
    );
    expect(new Set(colors).size).toBe(3);
  });
});

describe("tables of texts", () => {
  it("hold every number of a comparison in a line of CSV", () => {
    const csv = renderCsv(
      comparisonOf(
        [
          found("people", 5, { better: "lower" }),
          found("made", 7, { p: 0.04, more: { failed: { count: 2, message: "x" } } }),
          failed("third"),
        ],
        { names: ["people", "made"] },
      ),
    );
    const [head, ...lines] = csv.trimEnd().split("\n");
    expect(head).toBe(
      "dataset,evaluator,statistic,value,low,high,level,better,n,dialogs,missing,failed,p,adjusted_p,effect,seed,error",
    );
    expect(lines.filter((line) => /,mean,/.test(line))).toEqual([
      "people,mean-turn-length,mean,5,4,6,0.95,lower,9,10,1,0,,,,7,",
      "made,mean-turn-length,mean,7,6,8,0.95,,9,10,1,2,0.02,0.04,-0.25,7,",
      'third,mean-turn-length,mean,,,,,,,,,,,,,7,"no, model"',
    ]);
    expect(lines.find((line) => line.startsWith("made") && line.includes(",std,"))).toBe(
      "made,mean-turn-length,std,0.5,,,,,9,10,1,2,,,,7,",
    );
  });

  it("have a head of names that fit, control characters shown", () => {
    const long = "n".repeat(201);
    const names = ["people", long, "a\u0007b"];
    const { header, rows, footnotes } = comparisonTable(
      comparisonOf([found("people", 5), found(long, 7), failed("a\u0007b")], { names }),
    );
    expect(header).toEqual([
      "",
      "people (reference)\nn = 10",
      `${"n".repeat(200)}…\nn = 10`,
      expect.not.stringContaining("\u0007") as string,
    ]);
    expect(rows[0]?.slice(1)).toEqual(["5 [4, 6]", "7 [6, 8]", "failed"]);
    expect(footnotes.join("\n")).toMatch(/seed 7[^]*failed on a.*b: no, model/);
  });
});
