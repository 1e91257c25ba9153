import { describe, expect, it } from "vitest";
import { Random } from "@sdialog/core";
import { bootstrap, halfSample } from "./bootstrap.ts";
import { jackknife } from "./jackknife.ts";
import { drawWithoutReplacement } from "./draw-without-replacement.ts";
import {
  cauchySchwarzDivergence,
  densityAt,
  gridDivergences,
  type KernelDensity,
  kernelDensity,
} from "./kernel-density.ts";
import { cliffsDelta } from "./cliffs-delta.ts";
import { holm } from "@sdialog/core/internal";
import { mean, median, standardDeviation } from "./moments.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { wilsonInterval } from "./wilson-interval.ts";
import { permutationTest } from "./permutation-test.ts";
import { kolmogorovSmirnovDistance, wassersteinDistance } from "./wasserstein-distance.ts";
import { weightedMoments, weightedSample } from "./weighted-sample.ts";
import * as fc from "fast-check";

const a = weightedSample(Float64Array.of(1, 2, 3, 4, 5));
const b = weightedSample(Float64Array.of(2, 3, 4, 5, 9));
const [ofA, ofB] = [kernelDensity(a), kernelDensity(b)];
const sample = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 })
  .filter((values) => new Set(values).size > 1)
  .map((values) => weightedSample(Float64Array.from(values)));

describe("kernel densities", () => {
  it("agree with SciPy's", () => {
    expect(densityAt(ofA, Float64Array.of(3))[0]).toBeCloseTo(0.1951493524376492, 12);
  });

  it("Cauchy–Schwarz in closed form, Jensen–Shannon and Kullback–Leibler on a wide grid", () => {
    expect(cauchySchwarzDivergence(ofA, ofB)).toBeCloseTo(0.07850324656273812, 12);
    const { js, kl } = gridDivergences(ofA, ofB);
    expect(js).toBeCloseTo(0.08304879620009674, 9);
    expect(kl).toBeCloseTo(0.26653014181971696, 9);
  });

  it("are never negative, 0 for equal samples, symmetric but for KL, and keep their value when everything moves", () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -100, max: 100 }), (first, second, shift) => {
        const [one, other] = [kernelDensity(first), kernelDensity(second)];
        const move = ({ sample: of, bandwidth }: KernelDensity): KernelDensity => ({
          sample: { ...of, points: of.points.map((point) => point + shift) },
          bandwidth,
        });
        const here = gridDivergences(one, other);
        expect(here.kl).toBeGreaterThanOrEqual(0);
        expect(here.js).toBeLessThanOrEqual(Math.LN2);
        expect(here.js).toBeCloseTo(gridDivergences(other, one).js, 9);
        expect(here.js).toBeCloseTo(gridDivergences(move(one), move(other)).js, 6);
        expect(gridDivergences(one, one)).toEqual({ js: 0, kl: 0 });
        const cs = cauchySchwarzDivergence(one, other);
        expect(cs).toBeGreaterThanOrEqual(0);
        expect(cs).toBeCloseTo(cauchySchwarzDivergence(other, one), 9);
        expect(cs).toBeCloseTo(cauchySchwarzDivergence(move(one), move(other)), 9);
        expect(cauchySchwarzDivergence(one, one)).toBeCloseTo(0, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("stay finite for samples far apart", () => {
    const far = kernelDensity(weightedSample(Float64Array.of(1e6, 1e6 + 1, 1e6 + 3)));
    expect(cauchySchwarzDivergence(ofA, far)).toBeGreaterThan(1e9);
    expect(gridDivergences(ofA, far).js).toBeCloseTo(Math.LN2, 3);
  });
});

describe("distances without a bandwidth", () => {
  it("Wasserstein, Kolmogorov–Smirnov", () => {
    expect(wassersteinDistance(a, b)).toBeCloseTo(1.6, 12);
    expect(kolmogorovSmirnovDistance(a, b)).toBeCloseTo(0.2, 12);
  });

  it("are distances: symmetric, 0 only between equals, and Wasserstein of a shift is the shift", () => {
    fc.assert(
      fc.property(sample, sample, (p, q) => {
        expect(wassersteinDistance(p, q)).toBeCloseTo(wassersteinDistance(q, p), 9);
        expect(wassersteinDistance(p, p)).toBe(0);
        expect(wassersteinDistance(p, { ...p, points: p.points.map((x) => x + 7) })).toBeCloseTo(7, 9);
        expect(kolmogorovSmirnovDistance(p, q)).toBeCloseTo(kolmogorovSmirnovDistance(q, p), 9);
        expect(kolmogorovSmirnovDistance(p, q)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe("moments", () => {
  it("do not depend on the order, and agree with the weighted ones", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        expect(mean(values.toReversed())).toBeCloseTo(mean(values), 6);
        expect(median(values.toReversed())).toBe(median(values));
        const { mean: centre, variance } = weightedMoments(weightedSample(Float64Array.from(values)));
        expect(centre).toBeCloseTo(mean(values), 6);
        expect(Math.sqrt(variance)).toBeCloseTo(standardDeviation(values), 3);
      }),
    );
    expect(mean([1e16, 1, -1e16])).toBe(1 / 3);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(median([])).toBeNaN();
    expect(standardDeviation([1, 2, 3, 4], true)).toBeCloseTo(1.2909944487358056, 12);
  });
});

describe("intervals", () => {
  it("normal quantiles and Wilson's interval", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489004, 12);
    const { low, high } = wilsonInterval(8, 10) as { low: number; high: number };
    expect([low, high]).toEqual([expect.closeTo(0.4901625, 6), expect.closeTo(0.9433178, 6)]);
    for (let trials = 1; trials <= 200; trials++) {
      expect(wilsonInterval(0, trials)?.low).toBe(0);
      expect(wilsonInterval(trials, trials)?.high).toBe(1);
    }
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("bootstrap and half samples cover the mean about as often as they say, and repeat themselves", () => {
    const random = new Random(1);
    const plan = { resamples: 200, level: 0.9, seed: 1 };
    const hits = { bootstrap: 0, half: 0 };
    for (let round = 0; round < 200; round++) {
      const values = Float64Array.from({ length: 40 }, () => random.normal(5, 2));
      const meanOf = (indices: Uint32Array): number[] => [
        mean(Float64Array.from(indices, (index) => values[index] as number)),
      ];
      const inside = (interval: { low: number; high: number } | null | undefined): number =>
        interval && interval.low <= 5 && 5 <= interval.high ? 1 : 0;
      hits.bootstrap += inside(bootstrap(40, meanOf, plan)[0]);
      hits.half += inside(halfSample([40], [mean(values)], (half) => meanOf(half as Uint32Array), plan)[0]);
      if (round === 0) expect(bootstrap(40, meanOf, plan)).toEqual(bootstrap(40, meanOf, plan));
    }
    for (const share of [hits.bootstrap / 200, hits.half / 200]) {
      expect(share).toBeGreaterThan(0.8);
      expect(share).toBeLessThan(0.96);
    }
  });

  it("the jackknife of a mean is Student's interval, on a logarithmic scale where all is above 0", () => {
    const values = [-5, -4, -3, -2, 1, 4];
    const meanOf =
      (of: readonly number[]) =>
      (indices: Uint32Array): number[] => [mean(Float64Array.from(indices, (index) => of[index] as number))];
    const plan = { resamples: 40, level: 0.95, seed: 1 };
    // t of 5 degrees of freedom; the values' variance is 11.5.
    const [interval] = jackknife(6, [-1.5], meanOf(values), plan);
    expect(interval?.low).toBeCloseTo(-1.5 - 2.570582 * Math.sqrt(11.5 / 6), 5);
    expect(interval?.high).toBeCloseTo(-1.5 + 2.570582 * Math.sqrt(11.5 / 6), 5);
    const above = values.map((value) => value + 10);
    const [positive] = jackknife(6, [8.5], meanOf(above), plan);
    expect((positive?.low as number) * (positive?.high as number)).toBeCloseTo(8.5 ** 2, 9);
    expect(jackknife(3, [11], meanOf(above), plan)).toEqual([null]);
    expect(jackknife(6, [8.5], meanOf(above), { ...plan, resamples: 0 })).toEqual([null]);
    const grouped = { ...plan, resamples: 4 };
    expect(jackknife(6, [-1.5], meanOf(values), grouped)).toEqual(
      jackknife(6, [-1.5], meanOf(values), grouped),
    );
  });

  it("are undefined for too little", () => {
    const plan = { resamples: 10, level: 0.9, seed: 1 };
    expect(bootstrap(1, () => [1], plan)).toEqual([]);
    expect(halfSample([3], [1], () => [1], plan)).toEqual([null]);
    expect(bootstrap(5, () => [Number.NaN], plan)).toEqual([null]);
    const none = { ...plan, resamples: 0 };
    expect([halfSample([9], [1], () => [1], none), bootstrap(9, () => [1], none)]).toEqual([[null], []]);
  });

  it("draw without replacement", () => {
    const drawn = drawWithoutReplacement(10, 5, new Random(3));
    expect(new Set(drawn).size).toBe(5);
    expect(Math.max(...drawn)).toBeLessThan(10);
  });
});

describe("tests of difference", () => {
  const apart =
    (values: number[]) =>
    (first: Uint32Array, second: Uint32Array): number => {
      const of = (indices: Uint32Array): number =>
        mean(Array.from(indices, (index) => values[index] as number));
      return Math.abs(of(first) - of(second));
    };

  it("a clear difference is found, none is not, and p is never 0", () => {
    const values = Array.from({ length: 40 }, (_, index) => (index < 20 ? index % 5 : 10 + (index % 5)));
    expect(permutationTest([20, 20], apart(values), { permutations: 499, seed: 1 })).toBe(1 / 500);
    const same = Array.from({ length: 40 }, (_, index) => index % 5);
    expect(permutationTest([20, 20], apart(same), { permutations: 499, seed: 1 })).toBe(1);
  });

  it("p-values of equal sources are spread evenly", () => {
    const random = new Random(7);
    const small = Array.from({ length: 200 }, () => {
      const values = Array.from({ length: 20 }, () => random.normal());
      return permutationTest([10, 10], apart(values), { permutations: 99, seed: random.integer(0, 1e6) });
    }).filter((p) => p <= 0.1).length;
    expect(small / 200).toBeGreaterThan(0.04);
    expect(small / 200).toBeLessThan(0.17);
  });

  it("Holm's correction", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it("Cliff's δ against its definition", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const pairs = x.flatMap((left) => y.map((right) => Math.sign(left - right)));
        expect(cliffsDelta(x, y)).toBeCloseTo(mean(pairs), 12);
      }),
    );
    expect(cliffsDelta([], [1])).toBeNull();
  });
});
