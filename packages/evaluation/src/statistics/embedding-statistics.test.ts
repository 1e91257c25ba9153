import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot } from "@sdialog/core/internal";
import { frechetEmbeddingDistance } from "./frechet-embedding-distance.ts";
import { frontierIntegral, mauve } from "./mauve.ts";
import { nearestNeighbourManifolds } from "./nearest-neighbour-manifolds.ts";
import { fScore, precisionRecallCurve } from "./precision-recall-curve.ts";
import { quantize } from "./quantize.ts";
import { vendiScore } from "./vendi-score.ts";

const rising = [0.1, 0.2, 0.3, 0.4];
const falling = rising.toReversed();
const distribution = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => counts.map((count) => count / counts.reduce((sum, other) => sum + other, 0)));

describe("precisionRecallCurve", () => {
  it.each([
    ["same", rising, rising, 0],
    ["half shared", [0.5, 0.5, 0], [0.5, 0, 0.5], 0.5],
    ["reversed", rising, falling, 0.4],
    ["disjoint", [1, 0], [0, 1], 1],
  ])("%s", (_name, reference, sample, distance) => {
    expect(precisionRecallCurve(reference, sample).distance).toBeCloseTo(distance, 9);
  });

  it("tells dropping from inventing", () => {
    const all = [0.25, 0.25, 0.25, 0.25];
    const dropped = precisionRecallCurve(all, [1, 0, 0, 0]);
    const invented = precisionRecallCurve([1, 0, 0, 0], all);
    expect(dropped.distance).toBeCloseTo(invented.distance, 9);
    expect(dropped.fEighth).toBeGreaterThan(dropped.f8);
    expect(invented.f8).toBeGreaterThan(invented.fEighth);
    expect(fScore(0, 0, 1)).toBe(0);
  });
});

describe("MAUVE and the frontier integral", () => {
  it.each([
    ["same", rising, rising, 1, 0],
    ["half shared", [0.5, 0.5, 0], [0.5, 0, 0.5], 0.09257236294829274, 0.5],
    ["reversed", rising, falling, 0.6538536633533255, 0.14376337397156547],
    ["disjoint", [1, 0], [0, 1], 0.004072096261961257, 1],
  ])("%s", (_name, p, q, area, integral) => {
    expect(mauve(p, q)).toBeCloseTo(area, 9);
    expect(frontierIntegral(p, q)).toBeCloseTo(integral, 12);
  });

  it("do not depend on the order of bins or of the datasets, and know equals", () => {
    fc.assert(
      fc.property(distribution, distribution, (p, q) => {
        expect(mauve(p, q)).toBeCloseTo(mauve(q, p), 9);
        expect(mauve(p, q)).toBeCloseTo(mauve(p.toReversed(), q.toReversed()), 9);
        expect(mauve(p, p)).toBeCloseTo(1, 12);
        expect(mauve(p, q)).toBeLessThanOrEqual(1 + 1e-12);
        expect(frontierIntegral(p, q)).toBeCloseTo(frontierIntegral(q, p), 12);
        expect(frontierIntegral(p, q)).toBeGreaterThanOrEqual(-1e-12);
        expect(frontierIntegral(p, q)).toBeLessThanOrEqual(1 + 1e-12);
        expect(precisionRecallCurve(p, q).distance).toBeCloseTo(precisionRecallCurve(q, p).distance, 9);
      }),
    );
  });
});

describe("vendiScore", () => {
  const rows = [
    [1, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0.6, 0.8, 0],
  ];
  const kernel = rows.map((a) => rows.map((b) => dot(a, b)));

  it("known values", () => {
    expect(vendiScore(kernel)).toBeCloseTo(1.9106560008522477, 12);
    expect(vendiScore(kernel, 2)).toBeCloseTo(1.8348623853211008, 12);
    expect(vendiScore([], 1)).toBeNaN();
    expect(() => vendiScore(kernel, -1)).toThrow("at least 0, not -1");
  });

  it("counts different elements, whatever the order of the entropy", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0.5, 1, 2, Number.POSITIVE_INFINITY),
        (n, q) => {
          const apart = Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_other, j) => (i === j ? 1 : 0)),
          );
          expect(vendiScore(apart, q)).toBeCloseTo(n, 9);
          expect(
            vendiScore(
              apart.map((row) => row.map(() => 1)),
              q,
            ),
          ).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});

describe("frechetEmbeddingDistance", () => {
  const rows = (n: number, d: number, s: number): number[][] =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: d }, (_d, j) => Math.sin(s * (i + 1) * (j + 1)) + (j === 0 ? s / 2 : 0)),
    );
  const distance = (x: number[][], y: number[][]): number => {
    const all = [...x, ...y];
    const products = all.map((a) => Float64Array.from(all, (b) => dot(a, b)));
    const indices = Uint32Array.from(all.keys());
    return frechetEmbeddingDistance(products, indices.slice(0, x.length), indices.slice(x.length));
  };

  it.each([
    [12, 9, 4, 1.1245595385708262],
    [5, 6, 8, 4.9938983274609665],
  ])("%i and %i vectors of %i dimensions, as from dense covariances", (n, m, d, expected) => {
    expect(distance(rows(n, d, 1), rows(m, d, 2))).toBeCloseTo(expected, 6);
    expect(distance(rows(m, d, 2), rows(n, d, 1))).toBeCloseTo(expected, 6);
  });

  it("is 0 for equal sets, the squared shift for a shifted one, undefined for one vector", () => {
    const x = rows(10, 4, 1);
    expect(distance(x, x)).toBeCloseTo(0, 9);
    expect(
      distance(
        x,
        x.map(([first = 0, ...rest]) => [first + 3, ...rest]),
      ),
    ).toBeCloseTo(9, 9);
    expect(distance(x, x.slice(0, 1))).toBeNaN();
  });
});

describe("nearestNeighbourManifolds", () => {
  const measure = (
    reference: number[],
    sample: number[],
    k: number,
  ): { precision: number; recall: number } => {
    const all = [...reference, ...sample];
    const distances = all.map((a) => Float64Array.from(all, (b) => (a - b) ** 2));
    const indices = Uint32Array.from(all.keys());
    return nearestNeighbourManifolds(
      distances,
      indices.slice(0, reference.length),
      indices.slice(reference.length),
      k,
    );
  };

  it("by hand on a line", () => {
    expect(measure([0, 1, 2, 3], [0, 1, 2, 3], 1)).toEqual({ precision: 1, recall: 1 });
    expect(measure([0, 1, 2, 3], [10, 11, 12, 13], 1)).toEqual({ precision: 0, recall: 0 });
    // Two near points reach little of the line, but lie on it.
    expect(measure([0, 1, 2, 3], [0.9, 1.1, 1, 1.05], 1)).toEqual({ precision: 1, recall: 0.25 });
    expect(measure([0, 1], [0, 1], 2).precision).toBeNaN();
  });
});

describe("quantize", () => {
  it("finds groups, the same ones for the same seed, and takes few different vectors as they are", () => {
    const vectors = Array.from({ length: 60 }, (_, index) => [
      Math.floor(index / 20) * 10 + Math.sin(index),
      Math.cos(index),
      0,
    ]);
    const bins = quantize(vectors, { clusters: 3, seed: 1 });
    expect(bins).toEqual(quantize(vectors, { clusters: 3, seed: 1 }));
    for (const start of [0, 20, 40]) expect(new Set(bins.slice(start, start + 20)).size).toBe(1);
    expect(new Set(bins).size).toBe(3);
    expect([
      ...quantize(
        [
          [1, 1],
          [2, 2],
          [1, 1],
        ],
        { clusters: 5, seed: 1 },
      ),
    ]).toEqual([0, 1, 0]);
  });
});
