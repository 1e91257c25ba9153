import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { LengthOrchestrator } from "./length-orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

const kinds = (said: readonly { readonly instruction: string | undefined }[]) =>
  said.map(({ instruction }) =>
    instruction === undefined ? "-" : instruction.includes("too early") ? "on" : "end",
  );

describe("LengthOrchestrator", () => {
  it("asks the opening speaker to go on until min and to end so that the answer still fits max", async () => {
    const rule = new LengthOrchestrator({ min: 6, max: 10 });
    // Before turns 1, 3, 5, 7, 9: a goodbye in turn 9 is answered in turn 10.
    expect(kinds(await rehearse(rule, ["", "b", "d", "f", "h"]))).toEqual(["-", "on", "on", "-", "end"]);
  });

  it("asks the other speaker one turn earlier, for its next chance would be too late", async () => {
    const rule = new LengthOrchestrator({ min: 6, max: 10 });
    // Before turns 2, 4, 6, 8, 10.
    expect(kinds(await rehearse(rule, ["a", "c", "e", "g", "i"]))).toEqual(["-", "on", "-", "end", "end"]);
  });

  it("lets every speaker of a group end in its last turn that fits", async () => {
    const rule = new LengthOrchestrator({ max: 6 });
    const turns = ["A", "B", "C", "A", "B"].map((speaker) => ({ speaker, text: "x" }));
    const at = (length: number, agent: string) =>
      rule.instruct({
        agent,
        turns: turns.slice(0, length),
        utterance: "x",
        random: new Random(0),
        lookahead: async () => "",
      });
    expect(at(3, "A")?.text).toContain("to end now");
    expect(at(2, "C")).toBeUndefined();
  });

  it("decides instead of asking when told to", async () => {
    const rule = new LengthOrchestrator({ min: 6, max: 10, enforce: true });
    const said = await rehearse(rule, ["", "b", "d", "f", "h"]);
    expect(said.map(({ end }) => end)).toEqual([false, false, false, undefined, true]);
    expect(said[0]?.instruction).toBeUndefined();
  });

  it("takes one length for both", () => {
    expect(new LengthOrchestrator({ min: 4, max: 4 }).toJSON().args).toEqual({ min: 4, max: 4 });
  });

  it("refuses impossible lengths", () => {
    expect(() => new LengthOrchestrator({ min: 5, max: 4 })).toThrow(
      "min (5) must not be greater than max (4)",
    );
    expect(() => new LengthOrchestrator({ max: 2.5 })).toThrow(
      "max must be a whole number of at least 1, not 2.5",
    );
  });
});
