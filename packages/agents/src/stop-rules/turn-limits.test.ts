import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { StopRule } from "./stop-rule.ts";
import { maxTurns, minTurns, targetTurns } from "./turn-limits.ts";

/** What a rule sees after so many turns. */
const after = (count: number) =>
  ({
    turns: Array.from({ length: count }, () => ({ speaker: "Ann", text: "Hm." })),
  }) as unknown as Parameters<NonNullable<StopRule["check"]>>[0];

describe("limits of turns", () => {
  it.each([
    ["maxTurns", maxTurns],
    ["minTurns", minTurns],
    ["targetTurns", targetTurns],
  ])("%s is a whole number of at least 1", (name, limit) => {
    for (const wrong of [0, -1, 1.5, Number.NaN, Infinity, "3" as never, undefined as never])
      expect(() => limit(wrong)).toThrow(InvalidArgumentError);
    expect(limit(1).name).toBe(`${name}(1)`);
  });

  it("end at their number, and not before", () => {
    expect([1, 2, 3].map((count) => maxTurns(2).check?.(after(count)))).toEqual([
      undefined,
      "max_turns",
      "max_turns",
    ]);
    expect([1, 2, 3].map((count) => targetTurns(2).check?.(after(count)))).toEqual([
      undefined,
      "target_turns",
      "target_turns",
    ]);
    expect([1, 2, 3].map((count) => minTurns(2).vetoes?.("stop_signal", after(count)))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
