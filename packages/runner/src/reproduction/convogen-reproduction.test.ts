import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { type ConvogenExperiment, convogenExperiments } from "./convogen-experiments.ts";
import { reproductionNotes, shortageNotes } from "./convogen-reproduction.ts";
import { convogenTables, type ExperimentOutcome } from "./convogen-tables.ts";
import type { PlannedExperiment } from "./plan-experiments.ts";

const experimentOf = (name: string): ConvogenExperiment =>
  convogenExperiments.find((one) => one.name === name) as ConvogenExperiment;
const planned = (name: string, n: number): PlannedExperiment => ({
  experiment: experimentOf(name),
  n,
  recipe: {},
  folder: name,
  source: "here",
});
const dialog = (...texts: string[]): Dialog =>
  new Dialog({ turns: texts.map((text, at) => ({ speaker: at % 2 === 0 ? "Ann" : "Bob", text })) });
const outcome = (name: string, more: Partial<ExperimentOutcome> = {}): ExperimentOutcome => ({
  experiment: experimentOf(name),
  dialogs: [dialog("Hello there.", "Hi."), dialog("Well, well.", "Yes.")],
  failed: 0,
  source: "here",
  judged: { scores: [], failed: 0 },
  ...more,
});

describe("what a reader of the tables has to know", () => {
  const asked = { n: 2, planned: [planned("GPFS", 2), planned("PCFS-s", 2)], opener: true, isJudged: true };
  const notes = (outcomes: readonly ExperimentOutcome[], more: object = {}): readonly string[] =>
    reproductionNotes(outcomes, { ...asked, ...more });

  it("is, where all went well, how turns and words are counted", () => {
    expect(notes([outcome("GPFS")])).toEqual([
      "The opening line counts as a turn.",
      expect.stringContaining("nine of thirteen rows"),
    ]);
    expect(notes([outcome("GPFS")], { opener: false })[0]).toBe("The opening line does not count as a turn.");
  });

  it("is what is missing of it", () => {
    const some = [outcome("GPFS", { failed: 2 }), outcome("SPFS", { failed: 1 })];
    expect(notes(some, { isJudged: false, interrupted: true })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("interrupted at 4 of 4 conversations"),
        expect.stringContaining("not from a hub of personas"),
        expect.stringContaining("There was no judge"),
        expect.stringMatching(/^3 conversations failed/),
      ]),
    );
    expect(notes(some, { people: "people.txt" }).join("\n")).not.toContain("hub of personas");
    expect(notes([], { planned: [planned("GPFS", 2)] }).at(-1)).toMatch(
      /^There is no Table VI: none of its experiments \(SPFS, .*PCIS-s\) was asked for\.$/,
    );
  });

  it("is what a judge failed on, with the reason where it gave one", () => {
    const judged = (reason?: string) =>
      notes([outcome("GPFS", { judged: { scores: [], failed: 1, reason } })]);
    expect(judged("no answer").at(-1)).toMatch(/GPFS.*: no answer/);
    expect(judged().at(-1)).toMatch(/GPFS/);
    expect(judged().at(-1)).not.toMatch(/: \S*$|undefined|Stryker/);
    expect(judged("no answer").at(-1)?.replace(": no answer", "")).toBe(judged().at(-1));
  });

  it("is which experiments have too few pairs, in one sentence", () => {
    expect(shortageNotes([planned("GPFS", 9), planned("PCFS-s", 9)], 9)).toEqual([]);
    expect(shortageNotes([planned("GPFS", 9), planned("PCFS-s", 5)], 9)[0]).toMatch(
      /^PCFS-s has 5 conversations, not 9/,
    );
    expect(shortageNotes([planned("PCIS-s", 5), planned("PCFS-s", 5)], 9)).toEqual([
      expect.stringMatching(/^PCIS-s and PCFS-s have 5 conversations, not 9/),
    ]);
  });
});

describe("the tables", () => {
  it("hold no measure of experiments without conversations", () => {
    const { I, III, V } = convogenTables([outcome("GPFS", { dialogs: [], failed: 3 })], true);
    expect(I).toMatchObject([{ name: "GPFS", n: 0, failed: 3 }]);
    for (const table of [III, V])
      expect(table.find(({ dataset }) => dataset === "GPFS")).toMatchObject({ measured: null });
  });

  it("mean the words and turns of each conversation, without an opening line if so asked", () => {
    const opened = new Dialog({
      turns: [
        { speaker: "Moderator", text: "Please speak of trains." },
        { speaker: "Ann", text: "Hello there." },
        { speaker: "Bob", text: "Hi, my dear Ann." },
      ],
    });
    const measured = (withOpener: boolean) =>
      convogenTables([outcome("GPFS", { dialogs: [opened] })], withOpener).III.at(-1)?.measured;
    expect(measured(true)).toMatchObject({ nW: { mean: 10, n: 1, deviation: null }, nT: { mean: 3 } });
    expect(measured(false)).toMatchObject({ nW: { mean: 6 }, nT: { mean: 2 }, "nW/nT": { mean: 3 } });
  });
});
