import { describe, expect, it } from "vitest";
import { inWaves } from "./in-waves.ts";
import { runPlan } from "./run-plan.ts";
import type { TaskPlan } from "./task-plan.ts";

const inheritance = { after: (index: number) => index - (index % 2), keep: (made: object) => made };
const tasks = (...indexes: number[]) => indexes.map((index) => ({ index }));

describe("inWaves", () => {
  it("cuts where tasks wait for others, also when some are done", () => {
    const plan = { inheritance };
    expect([...inWaves(tasks(0, 1, 2, 3, 4), () => plan)]).toEqual([tasks(0, 1), tasks(2, 3), tasks(4)]);
    expect([...inWaves(tasks(1, 4, 5), () => plan)]).toEqual([tasks(1), tasks(4, 5)]);
    expect([...inWaves(tasks(0, 1), () => ({}))].length).toBe(2);
    expect([...inWaves([], () => plan)]).toEqual([]);
  });
});

describe("runPlan", () => {
  it("gives tasks what was kept of those before them, whatever the concurrency", async () => {
    const plan: TaskPlan<{ readonly sum: number }> = {
      count: 7,
      inheritance: { ...inheritance, keep: (made) => (made as { sum: number }).sum },
      seed: (index) => index,
      run: async (index, { inherited }) => {
        if (index === 2) return { refused: { reason: "empty", message: "nothing" } };
        const before = [...(inherited ?? [])].filter(([at]) => at < inheritance.after(index));
        return { made: { sum: before.reduce((sum, [, kept]) => sum + (kept as number), 1) } };
      },
    };
    for (const concurrency of [1, 5]) {
      const made = await Array.fromAsync(runPlan(plan, { concurrency, retries: 0 }));
      expect(made.map(({ sum }) => sum)).toEqual([1, 1, 3, 6, 6, 18]);
    }
  });
});
