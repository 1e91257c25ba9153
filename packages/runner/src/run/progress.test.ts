import { describe, expect, it } from "vitest";
import type { TaskRecord } from "../task/task-record.ts";
import { Progress } from "./progress.ts";

const call = { call: "k", model: "m", inputTokens: 5, outputTokens: 7, calls: 1, milliseconds: 3 };
const task = (index: number) => ({ key: `t${index}`, variant: 0, index });
const done = (index: number): TaskRecord => ({
  status: "done",
  task: task(index),
  attempts: 1,
  calls: [call],
  data: {},
});
const failed = (index: number): TaskRecord => ({
  status: "failed",
  task: task(index),
  attempts: 1,
  calls: [call, call],
  failure: { reason: "model_error", code: "model_error", message: "no" },
  refused: false,
  journal: [],
});

describe("progress", () => {
  it("says nothing of the time that is left before a task has ended, and then goes by the pace so far", async () => {
    const progress = new Progress({ done: 2, failed: 1, pending: 4 });
    expect(progress.now()).toMatchObject({ done: 2, failed: 1, pending: 4, total: 7, tasksPerSecond: 0 });
    expect(progress.now()).not.toHaveProperty("remainingMs");
    await new Promise((resolve) => setTimeout(resolve, 5));
    progress.count(done(0), "pending");
    const { remainingMs = Number.NaN, elapsedMs, tasksPerSecond } = progress.now();
    expect(elapsedMs).toBeGreaterThan(0);
    // One took all the time that is gone; three are left.
    expect(Math.abs(remainingMs - 3 * elapsedMs)).toBeLessThanOrEqual(2);
    expect(Math.abs(1000 / tasksPerSecond - elapsedMs)).toBeLessThanOrEqual(1);
  });

  it("moves a task from the state that it was in, counts all calls, and knows of what still is failed", () => {
    const progress = new Progress({ done: 0, failed: 1, pending: 2 });
    progress.count(failed(0), "pending");
    progress.count(failed(1), "pending");
    expect(progress.now()).toMatchObject({ done: 0, failed: 3, pending: 0, total: 3 });
    expect(progress.failures.reasons).toEqual({ model_error: 2 });
    progress.count(done(1), "failed");
    expect(progress.now()).toMatchObject({ done: 1, failed: 2, pending: 0, remainingMs: 0 });
    expect(progress.failures.reasons).toEqual({ model_error: 1 });
    expect(progress.usage).toMatchObject({ inputTokens: 25, outputTokens: 35, calls: 5 });
  });
});
