import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { ChangeMindOrchestrator } from "./change-mind-orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

const six = ["a", "b", "c", "d", "e", "f"];
const count = (said: readonly { readonly instruction: string | undefined }[]) =>
  said.filter(({ instruction }) => instruction !== undefined).length;

describe("ChangeMindOrchestrator", () => {
  it("happens once by default, as often as allowed, or without limit, never before the speaker has spoken", async () => {
    const always = { probability: 1 };
    expect(count(await rehearse(new ChangeMindOrchestrator(always), six))).toBe(1);
    expect(count(await rehearse(new ChangeMindOrchestrator({ ...always, maxTimes: 2 }), six))).toBe(2);
    const said = await rehearse(new ChangeMindOrchestrator({ ...always, maxTimes: null }), six);
    expect(count(said)).toBe(5);
    expect(said[0]?.instruction).toBeUndefined();
    expect(count(await rehearse(new ChangeMindOrchestrator({ probability: 0, maxTimes: null }), six))).toBe(
      0,
    );
  });

  it("counts per conversation, also when two run side by side", async () => {
    const rule = new ChangeMindOrchestrator({ probability: 1 });
    const said = await Promise.all([rehearse(rule, six), rehearse(rule, six)]);
    expect(said.map(count)).toEqual([1, 1]);
  });

  it("counts what happened before the conversation went on: its own changes of mind alone", () => {
    const rule = new ChangeMindOrchestrator({ probability: 1, label: "change" });
    const moment = {
      agent: "Ann",
      turns: [{ speaker: "Ann", text: "Hi" }],
      utterance: "",
      random: new Random(0),
      lookahead: async () => "",
    };
    const goesOn = (action: string, actionLabel: string) => {
      const past = [{ agent: "Ann", action, actionLabel, content: "x", timestamp: 0 }];
      const session = rule.begin({ agent: "Ann", past: past as never, random: new Random(0) });
      return session.instruct?.(moment);
    };
    expect(goesOn("instruct", "change")).toBeUndefined();
    expect(goesOn("instruct-persist", "change")).toBeUndefined();
    expect(goesOn("instruct", "another")).toContain("changed your mind");
    expect(goesOn("utter", "change")).toContain("changed your mind");
  });

  it("is decided by the conversation's seed, at the rate asked for", async () => {
    const rule = new ChangeMindOrchestrator({ probability: 0.3, maxTimes: null });
    const run = (seed: number) => rehearse(rule, six, { seed });
    expect(await run(3)).toEqual(await run(3));
    const counts = await Promise.all(Array.from({ length: 200 }, async (_, seed) => count(await run(seed))));
    const rate = counts.reduce((sum, value) => sum + value, 0) / (200 * 5);
    // 1,000 draws: 0.3 within four standard errors of 0.0145.
    expect(Math.abs(rate - 0.3)).toBeLessThan(0.058);
  });

  it("gives one of its reasons", async () => {
    const rule = new ChangeMindOrchestrator({
      probability: 1,
      reasons: ["it rains", "it is late"],
      maxTimes: null,
    });
    const reasons = new Set(
      (
        await rehearse(
          rule,
          Array.from({ length: 30 }, () => "x"),
        )
      ).flatMap(({ instruction }) => /Your reason: (.*)/.exec(instruction ?? "")?.[1] ?? []),
    );
    expect(reasons).toEqual(new Set(["it rains", "it is late"]));
  });

  it("refuses what is not a probability or number of times", () => {
    expect(() => new ChangeMindOrchestrator({ probability: 1.2 })).toThrow("between 0 and 1");
    expect(() => new ChangeMindOrchestrator({ maxTimes: 0 })).toThrow("maxTimes");
  });
});
