import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { agnes } from "ml-hclust";
import { describe, expect, it } from "vitest";
import { cosineSimilarity } from "@sdialog/evaluation/embeddings";
import { averageLinkage } from "./average-linkage.ts";
import { clusterPoints } from "./cluster-points.ts";
import { pointSet } from "./point-set.ts";

const exact = { resolution: 1000, seed: 0 };
const vectors = (n: number, dimensions: number, random: Random): number[][] =>
  Array.from({ length: n }, () => Array.from({ length: dimensions }, () => random.normal()));

/** `clusters` directions with `each` points scattered closely around every one, in random order. */
function clouds(clusters: number, each: number, seed: number): { points: number[][]; cloud: number[] } {
  const random = new Random(seed);
  const centres = vectors(clusters, 32, random);
  const cloud = random.shuffle(Array.from({ length: clusters * each }, (_, index) => index % clusters));
  const points = cloud.map((index) =>
    (centres[index] as number[]).map((value) => value + 0.15 * random.normal()),
  );
  return { points, cloud };
}

describe("averageLinkage", () => {
  it("gives the merge distances of an independent implementation", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 24 }), (seed, n) => {
        const points = vectors(n, 4, new Random(seed));
        const tree = agnes(points, {
          method: "average",
          distanceFunction: (a, b) => 1 - cosineSimilarity(a, b),
        });
        const heights: number[] = [];
        tree.traverse((cluster) => {
          if (!cluster.isLeaf) heights.push(cluster.height);
        });
        heights.sort((a, b) => a - b);
        const merges = averageLinkage(pointSet(points));
        expect(merges).toHaveLength(n - 1);
        for (const [index, { distance }] of merges.entries())
          expect(distance).toBeCloseTo(heights[index] as number, 5);
      }),
      { numRuns: 50 },
    );
  });

  it("treats a weight as that many equal points", () => {
    const [a, b, c, d] = vectors(4, 5, new Random(1)) as [number[], number[], number[], number[]];
    const weighted = averageLinkage(pointSet([a, b, c, d], [3, 1, 2, 1]));
    const repeated = averageLinkage(pointSet([a, a, a, b, c, c, d]));
    const distances = repeated.map(({ distance }) => distance).slice(-3);
    for (const [index, merge] of weighted.entries())
      expect(merge.distance).toBeCloseTo(distances[index] as number, 5);
  });

  it("ends with many equal distances", () => {
    const axes = Array.from({ length: 12 }, (_, index) =>
      Array.from({ length: 12 }, (__, axis) => (axis === index ? 1 : 0)),
    );
    expect(averageLinkage(pointSet([...axes, ...axes]))).toHaveLength(23);
  });
});

describe("clusterPoints", () => {
  it("cuts below a distance, or at a number of clusters", () => {
    const { points, cloud } = clouds(4, 10, 3);
    for (const cut of [{ distance: 0.4 }, { count: 4 }]) {
      const clusters = clusterPoints(pointSet(points), { cut, ...exact });
      expect(clusters).toHaveLength(4);
      for (const members of clusters) expect(new Set(members.map((member) => cloud[member])).size).toBe(1);
    }
    expect(
      clusterPoints(
        pointSet([
          [1, 0],
          [0, 1],
        ]),
        { cut: { distance: 1 }, ...exact },
      ),
    ).toEqual([[0], [1]]);
  });

  it("takes one point, none, and points without content", () => {
    expect(clusterPoints(pointSet([]), { cut: { distance: 0.5 }, ...exact })).toEqual([]);
    expect(clusterPoints(pointSet([[2, 1]]), { cut: { distance: 0.5 }, ...exact })).toEqual([[0]]);
    const zeros = pointSet([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    expect(clusterPoints(zeros, { cut: { distance: 0.5 }, ...exact })).toEqual([[0, 2], [1]]);
  });

  it("puts the heaviest cluster first", () => {
    const points = pointSet(
      [
        [1, 0],
        [0, 1],
        [0, 1],
      ],
      [1, 1, 4],
    );
    expect(clusterPoints(points, { cut: { distance: 0.5 }, ...exact })).toEqual([[1, 2], [0]]);
  });

  it("finds the same clusters beyond the resolution as within it, whenever they are clear", () => {
    const { points } = clouds(12, 60, 5);
    const set = pointSet(points);
    const cut = { distance: 0.4 };
    const whole = clusterPoints(set, { cut, resolution: 1000, seed: 0 });
    for (const seed of [0, 1, "two"]) {
      const grouped = clusterPoints(set, { cut, resolution: 100, seed });
      expect(new Set(grouped.map(String))).toEqual(new Set(whole.map(String)));
    }
  });

  it("loses no point and repeats itself under one seed, whatever the points", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 80 }), (seed, n) => {
        const random = new Random(seed);
        const points = pointSet(vectors(n, 3, random).map((vector) => vector.map(Math.round)));
        const options = { cut: { distance: 0.3 }, resolution: 10, seed };
        const clusters = clusterPoints(points, options);
        expect(clusters.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
        expect(clusterPoints(points, options)).toEqual(clusters);
      }),
    );
  });

  it("takes every cut that means something", () => {
    const points = pointSet([
      [1, 0],
      [-1, 0],
      [0, 1],
    ]);
    for (const [cut, clusters] of [
      [{ distance: 2 }, 1],
      [{ distance: 1e-9 }, 3],
      [{ count: 1 }, 1],
      [{ count: 3 }, 3],
      [{ count: 9 }, 3],
    ] as const)
      expect(clusterPoints(points, { cut, ...exact })).toHaveLength(clusters);
    for (const cut of [
      { count: 0 },
      { count: -1 },
      { distance: -1 },
      { distance: 2.1 },
      { distance: Number.NaN },
    ])
      expect(() => clusterPoints(points, { cut, ...exact })).toThrow("Cannot cut clusters");
  });

  it("clusters as many points exactly as it is told", () => {
    const points = pointSet(vectors(40, 6, new Random(3)));
    const options = { cut: { count: 7 }, seed: 1 };
    const whole = clusterPoints(points, { ...options, resolution: 1000 });
    expect(clusterPoints(points, { ...options, resolution: 40 })).toEqual(whole);
    expect(clusterPoints(points, { ...options, resolution: 10 })).not.toEqual(whole);
  });

  it("refuses a cut that means nothing", () => {
    expect(() => clusterPoints(pointSet([]), { cut: { distance: 0 }, ...exact })).toThrow(
      'Cannot cut clusters at {"distance":0}',
    );
    expect(() => clusterPoints(pointSet([]), { cut: { count: 1.5 }, ...exact })).toThrow("Cannot cut");
  });
});
