import { describe, expect, it } from "vitest";
import { summarize } from "./summarize.ts";

const plan = { seed: 1, level: 0.95, resamples: 200 };

describe("summarize", () => {
  it("gives constants an interval without width", () => {
    const [summary] = summarize(
      Array.from({ length: 60 }, () => [{ value: 1.8 }]),
      1,
      plan,
    );
    expect(summary).toEqual({ mean: 1.8, std: 0, median: 1.8, ci: [1.8, 1.8], n: 60, missing: 0, failed: 0 });
  });

  it("counts values, undefined dialogues and failures apart", () => {
    const rows = [
      [{ value: 1 }],
      [{ value: null }],
      [{ value: null, error: "down" }],
      [{ value: [3, 5] }],
      [{ value: [] }],
    ];
    const [summary] = summarize(rows, 1, plan);
    expect(summary).toMatchObject({ mean: 3, median: 3, n: 2, missing: 2, failed: 1 });
    expect(summary?.ci?.[0]).toBeGreaterThanOrEqual(1);
    expect(summary?.ci?.[1]).toBeLessThanOrEqual(4);
    expect(summarize([], 1, plan)).toEqual([
      { mean: null, std: null, median: null, ci: null, n: 0, missing: 0, failed: 0 },
    ]);
  });
});
