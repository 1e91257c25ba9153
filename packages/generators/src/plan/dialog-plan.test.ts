import { Dialog, type StopReason } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { dialogPlan, dialogResult } from "./dialog-plan.ts";

const ended = (stopReason: StopReason | null, turns: number): Dialog =>
  new Dialog({ stopReason, turns: Array.from({ length: turns }, () => ({ speaker: "A", text: "Hi" })) });

describe("a dialogue as a task's result", () => {
  it.each<[StopReason | null, number, string | undefined]>([
    ["goal_reached", 2, undefined],
    ["max_turns", 2, undefined],
    [null, 2, undefined],
    [null, 0, undefined],
    ["goal_reached", 0, "empty"],
    ["max_turns", 0, "empty"],
    ["provider_error", 2, "provider_error"],
    ["provider_error", 0, "provider_error"],
    ["role_leak", 1, "role_leak"],
  ])("that ended in %s after %d turns is refused as %s", (stopReason, turns, reason) => {
    const dialog = ended(stopReason, turns);
    const result = dialogResult(dialog);
    expect(result.made).toBe(dialog);
    expect(result.refused?.reason).toBe(reason);
    if (reason !== undefined) expect(result.refused?.message).toMatch(/\w+ \w+/);
  });

  it("has a seed of its own, and what tasks share is closed when there is anything", async () => {
    let closed = 0;
    const make = async () => ended(null, 1);
    const plan = dialogPlan({ count: 9, seed: 1, make, close: async () => void closed++ });
    expect(new Set(Array.from({ length: 9 }, (_, index) => plan.seed(index))).size).toBe(9);
    expect(plan.seed(3)).toBe(dialogPlan({ count: 1, seed: 1, make }).seed(3));
    expect(plan.seed(3)).not.toBe(dialogPlan({ count: 9, seed: 2, make }).seed(3));
    await plan.close?.();
    await dialogPlan({ count: 1, seed: 1, make }).close?.();
    expect(closed).toBe(1);
  });
});
