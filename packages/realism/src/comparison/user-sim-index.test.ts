import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluativeAgreement } from "./evaluative-agreement.ts";
import { outcomeCalibration } from "./outcome-calibration.ts";
import { userSimIndex } from "./user-sim-index.ts";

const groups = { D1: 0.6, D2: 0.8, D3: 0.9, D4: 0.7 };
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("outcome calibration", () => {
  it("follows its formula, bin by bin", () => {
    const tasks = [
      { simulated: 0.9, real: 0.5 },
      { simulated: 1, real: 0.8 },
      { simulated: 0.1, real: 0.3 },
      { simulated: 0.15, real: 0.05 },
    ];
    // Bins 0.9–1 and 0.1–0.2: |1.9 − 1.3| and |0.25 − 0.35| over four tasks.
    const found = outcomeCalibration(tasks)!;
    expect(found.value).toBeCloseTo((0.6 + 0.1) / 4, 10);
    expect(found.bins.map(({ low, n }) => [low, n])).toEqual([
      [0.1, 2],
      [0.9, 2],
    ]);
    expect(found.n).toBe(4);
    expect(found.interval!.high).toBeGreaterThan(found.value);
  });

  it("is 0 for what comes true, at most 1, and none without tasks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ simulated: share, real: share }), { minLength: 1, maxLength: 20 }),
        (tasks) => {
          const { value } = outcomeCalibration(tasks, { resamples: 0 })!;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          const same = tasks.map(({ real }) => ({ simulated: real, real }));
          expect(outcomeCalibration(same, { resamples: 0 })!.value).toBe(0);
        },
      ),
    );
    expect(outcomeCalibration([])).toBeNull();
    expect(outcomeCalibration([{ simulated: 0, real: 1 }])).toMatchObject({ value: 1, n: 1 });
    for (const wrong of [-0.1, 1.1, Number.NaN]) {
      expect(() => outcomeCalibration([{ simulated: wrong, real: 0 }])).toThrow(/between 0 and 1/);
      expect(() => outcomeCalibration([{ simulated: 0, real: wrong }])).toThrow(/between 0 and 1/);
    }
    expect(() => outcomeCalibration([], { bins: 0 })).toThrow(/bins/);
  });
});

describe("evaluative agreement", () => {
  it("is the mean difference on a scale of length 1", () => {
    const found = evaluativeAgreement(
      [
        { simulated: 5, real: 3 },
        { simulated: 1, real: 1 },
      ],
      { min: 1, max: 5 },
    )!;
    expect(found).toMatchObject({ value: 0.25, n: 2 });
    expect(evaluativeAgreement([], { min: 1, max: 5 })).toBeNull();
    for (const wrong of [0, 6, Number.NaN]) {
      const scale = { min: 1, max: 5 };
      expect(() => evaluativeAgreement([{ simulated: wrong, real: 1 }], scale)).toThrow(/not on the scale/);
      expect(() => evaluativeAgreement([{ simulated: 1, real: wrong }], scale)).toThrow(/not on the scale/);
    }
    for (const scale of [
      { min: 1, max: 1 },
      { min: 5, max: 1 },
      { min: 0, max: Infinity },
      { min: -Number.MAX_VALUE, max: Number.MAX_VALUE },
    ])
      expect(() => evaluativeAgreement([], scale)).toThrow(/no length/);
  });
});

describe("the User-Sim Index", () => {
  const level = 0.95;
  const section = {
    groups,
    n: { real: 40, simulated: 30 },
    behaviour: { value: 0.75, interval: { low: 0.72, high: 0.77, level }, ceiling: 0.9, noInterval: null },
  };
  const measure = (value: number, low?: number, high?: number) => ({
    value,
    interval: low === undefined || high === undefined ? null : { low, high, level },
    n: 12,
  });

  it("is the mean of its parts, named by them", () => {
    expect(userSimIndex(section, "overlap")).toMatchObject({
      kind: "behaviour",
      value: 75,
      n: section.n,
      interval: { low: 72, high: 77, level },
    });
    const whole = userSimIndex(section, "mean", { outcomes: measure(0.1), ratings: measure(0.3) });
    expect(whole).toMatchObject({
      kind: "whole",
      interval: null,
      n: { real: 40, outcomes: 12, ratings: 12 },
    });
    expect(whole.value).toBeCloseTo((100 * (0.6 + 0.8 + 0.9 + 0.7 + 0.9 + 0.7)) / 6, 10);
    expect(whole.alignment).toBe("mean");
    expect(userSimIndex(section, "mean", { outcomes: measure(0) }).kind).toBe("behaviour and outcomes");
    expect(userSimIndex({ ...section, groups: { ...groups, D4: null } }, "mean")).toMatchObject({
      value: null,
      interval: null,
      parts: { D1: 0.6, D2: 0.8, D3: 0.9 },
    });
    expect(userSimIndex({ ...section, groups: { ...groups, D4: null } }, "mean").parts).not.toHaveProperty(
      "D4",
    );
    expect(() => userSimIndex(section, "mean", { outcome: measure(0) } as never)).toThrow(/outcome/);
  });

  it("adds up the errors of its parts, those of outcomes and ratings turned round", () => {
    const { value, interval } = userSimIndex(section, "overlap", {
      outcomes: measure(0.1, 0.04, 0.2),
      ratings: measure(0.3, 0.25, 0.38),
    });
    expect(interval!.low).toBeCloseTo(value! - (100 * Math.hypot(4 * 0.03, 0.1, 0.08)) / 6, 10);
    expect(interval!.high).toBeCloseTo(value! + (100 * Math.hypot(4 * 0.02, 0.06, 0.05)) / 6, 10);
  });
});
