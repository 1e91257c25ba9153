import { describe, expect, it } from "vitest";
import { summarize } from "./summarize.ts";

const plan = { seed: 1, level: 0.95, resamples: 200 };

describe("summarize", () => {
  it("gives constants no interval: they do not show how far their mean may be off", () => {
    const [summary] = summarize(
      Array.from({ length: 60 }, () => [{ value: 1.8 }]),
      [{}],
      plan,
    );
    expect(summary).toEqual({ mean: 1.8, std: 0, median: 1.8, ci: null, n: 60, missing: 0, failed: 0 });
  });

  it("gives answers of yes and no Wilson's interval, also where all agree", () => {
    const rows = Array.from({ length: 10 }, () => [{ value: 0 }]);
    const [low, high] = summarize(rows, [{ yesNo: true }], plan)[0]?.ci ?? [];
    expect([low, high]).toEqual([0, expect.closeTo(0.2775, 4)]);
    const turns = Array.from({ length: 10 }, () => [{ value: [0, 0, 0, 0] }]);
    expect(summarize(turns, [{ yesNo: true }], plan)[0]?.ci).toEqual([low, high]);
  });

  it("counts values, undefined dialogues and failures apart", () => {
    const rows = [
      [{ value: 1 }],
      [{ value: null }],
      [{ value: null, error: "down" }],
      [{ value: [3, 5], notFinite: 2 }],
      [{ value: [] }],
    ];
    const [summary] = summarize(rows, [{}], plan);
    expect(summary).toMatchObject({ mean: 3, median: 3, n: 2, missing: 2, failed: 1, notFinite: 2 });
    expect(summary?.ci?.[0]).toBeLessThan(3);
    expect(summary?.ci?.[1]).toBeGreaterThan(3);
    expect(summarize([], [{}], plan)).toEqual([
      { mean: null, std: null, median: null, ci: null, n: 0, missing: 0, failed: 0 },
    ]);
  });
});
