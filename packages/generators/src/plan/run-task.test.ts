import { describe, expect, it } from "vitest";
import { runTask } from "./run-task.ts";
import type { TaskPlan } from "./task-plan.ts";

const refusing = (good: number) => {
  const tries: number[] = [];
  const plan: TaskPlan<number> = {
    count: 1,
    seed: () => 1,
    run: async () => {
      tries.push(performance.now());
      if (tries.length <= good) return { refused: { reason: "empty", message: "nothing" } };
      return { made: tries.length };
    },
  };
  return { plan, tries };
};
const noModel = async (): Promise<never> => {
  throw new Error("nobody is asked");
};

describe("the wait before a result is made again", () => {
  it("is as long as it is told to be, and there is none before the first try", async () => {
    const { plan, tries } = refusing(2);
    const { signal } = new AbortController();
    const outcome = await runTask(plan, 0, { retries: 2, retryDelayMs: 60, model: noModel, signal });
    expect(outcome).toMatchObject({ status: "done", attempts: 3, made: 3 });
    const [first = 0, second = 0, third = 0] = tries;
    // Timers may fire a millisecond early.
    expect(Math.min(second - first, third - second)).toBeGreaterThan(55);
  });

  it("ends at once when the run is cancelled", async () => {
    const { plan, tries } = refusing(9);
    const stop = new AbortController();
    const running = runTask(plan, 0, {
      retries: 9,
      retryDelayMs: 3_600_000,
      model: noModel,
      signal: stop.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    expect(tries).toHaveLength(1);
  });
});
