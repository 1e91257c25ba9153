import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { type TaskState, TaskStates } from "./task-states.ts";

const all = ["pending", "done", "failed"] as const;

describe("TaskStates", () => {
  it("is what a list of all tasks would be, across its pages", () => {
    const random = new Random(7);
    const sizes = [70_000, 0, 3, 131_072];
    const states = new TaskStates(sizes.map((count) => ({ count })));
    const plain = sizes.map((count) => Array.from({ length: count }, (): TaskState => "pending"));
    for (let step = 0; step < 500; step++) {
      const variant = random.integer(0, sizes.length - 1);
      const index = random.integer(0, 140_000);
      const state = all[random.integer(0, 2)] as TaskState;
      states.set(variant, index, state);
      const list = plain[variant] as TaskState[];
      if (index < list.length) list[index] = state;
      expect(states.has(variant, index)).toBe(index < list.length);
      expect(states.get(variant, index)).toBe(list[index] ?? "pending");
    }
    for (const state of all) {
      const expected = plain.flatMap((list, variant) =>
        list.flatMap((one, index) => (one === state ? [`${variant}:${index}`] : [])),
      );
      const found = [...states.in(state)].map(({ variant, index }) => `${variant}:${index}`);
      expect(found).toEqual(expected);
      expect(states.counts()[state]).toBe(expected.length);
    }
  });

  it("takes neither time nor memory for tasks that nobody has begun", () => {
    const variants = Array.from({ length: 10_000 }, () => ({ count: 10_000_000 }));
    const before = process.memoryUsage().arrayBuffers;
    const states = new TaskStates(variants);
    states.set(9_999, 9_999_999, "failed");
    expect(states.counts()).toEqual({ done: 0, failed: 1, pending: 1e11 - 1 });
    expect(states.in("pending").next().value).toEqual({ variant: 0, index: 0 });
    expect([...states.in("failed")]).toEqual([{ variant: 9_999, index: 9_999_999 }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it("may change while it is walked", () => {
    const states = new TaskStates([{ count: 5 }]);
    const walked: number[] = [];
    for (const { index } of states.in("pending")) {
      walked.push(index);
      states.set(0, index, "done");
      if (index === 1) states.set(0, 3, "failed");
    }
    expect(walked).toEqual([0, 1, 2, 4]);
  });
});
