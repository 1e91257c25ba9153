import { describe, expect, it } from "vitest";
import { clusterUtterances } from "./cluster-utterances.ts";

const vectors = {
  east: [1, 0],
  far: [10, 0],
  near: [4, 3],
  north: [0, 2],
};
const clustered = (said: Partial<Record<keyof typeof vectors, number>>, examples: number, count = 1) =>
  clusterUtterances(
    new Map(Object.entries(said)),
    new Map(Object.entries(vectors).map(([text, vector]) => [text, Float32Array.from(vector)])),
    { cut: { count }, resolution: 100, seed: 0, examples },
  );

describe("clusterUtterances", () => {
  it("has the mean of unit vectors as its centroid, each as often as it was said", () => {
    const [cluster] = clustered({ east: 3, north: 1 }, 5);
    expect(cluster?.count).toBe(4);
    const length = Math.hypot(3, 1);
    expect(cluster?.centroid[0]).toBeCloseTo(3 / length, 6);
    expect(cluster?.centroid[1]).toBeCloseTo(1 / length, 6);
  });

  it("does not mind how long vectors are", () => {
    expect(clustered({ far: 1, north: 1 }, 1)[0]?.centroid).toEqual(
      clustered({ east: 1, north: 1 }, 1)[0]?.centroid,
    );
  });

  it("shows those nearest to the centroid first, no more than wanted", () => {
    const said = { north: 1, near: 1, east: 2 };
    expect(clustered(said, 5)[0]?.examples).toEqual(["near", "east", "north"]);
    const [two] = clustered(said, 2);
    expect(two?.examples).toEqual(["near", "east"]);
    expect(two?.members).toEqual(["north", "near", "east"]);
    const [none] = clustered(said, 0);
    expect(none?.examples).toEqual([]);
    expect([...(none?.nearest ?? [])].map((value) => value.toFixed(3))).toEqual(["0.800", "0.600"]);
  });

  it("is joined with another as if they had been one", () => {
    const said = { north: 1, near: 2, east: 3 };
    const [whole] = clustered(said, 2);
    const [one, two] = clustered(said, 2, 2);
    const joined = one!.join(two!);
    expect(joined.count).toBe(6);
    expect(joined.members.toSorted()).toEqual(whole?.members.toSorted());
    expect(joined.examples).toEqual(whole?.examples);
    for (const [axis, value] of joined.centroid.entries())
      expect(value).toBeCloseTo(whole?.centroid[axis] ?? 0, 6);
  });
});
