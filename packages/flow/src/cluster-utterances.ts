import { dot, normalize } from "@sdialog/evaluation/embeddings";
import { type ClusterOptions, clusterPoints } from "./cluster/cluster-points.ts";
import { pointSet, unitVector } from "./cluster/point-set.ts";

/** Utterances of one kind. */
export interface UtteranceCluster {
  /** Distinct texts. */
  readonly members: readonly string[];
  /** How often any of them is said. */
  readonly count: number;
  readonly examples: readonly string[];
  readonly centroid: Float32Array;
  readonly nearest: Float32Array;
  /** This one and another as one cluster. */
  join(other: UtteranceCluster): UtteranceCluster;
}

/**
 * @param counts how often each distinct text is said
 * @param vectorOf the vector of each text
 */
export function clusterUtterances(
  counts: ReadonlyMap<string, number>,
  vectorOf: ReadonlyMap<string, Float32Array>,
  options: ClusterOptions & { readonly examples: number },
): UtteranceCluster[] {
  const texts = [...counts.keys()];
  const vectors = texts.map((text) => vectorOf.get(text) as Float32Array);
  const clusters = clusterPoints(pointSet(vectors, [...counts.values()]), options);
  const describe = (members: readonly string[]): UtteranceCluster =>
    describeCluster(members, counts, vectorOf, options.examples);
  return clusters.map((members) => describe(members.map((index) => texts[index] as string)));
}

function describeCluster(
  members: readonly string[],
  counts: ReadonlyMap<string, number>,
  vectorOf: ReadonlyMap<string, Float32Array>,
  examples: number,
): UtteranceCluster {
  const units = members.map((text) => unitVector(vectorOf.get(text) as Float32Array));
  const sum = new Float64Array(units[0]?.length ?? 0);
  for (const [index, unit] of units.entries()) {
    const weight = counts.get(members[index] as string) ?? 1;
    for (const [axis, value] of unit.entries()) sum[axis] = (sum[axis] as number) + weight * value;
  }
  const centroid = normalize(sum);
  const ranked = members
    .map((text, index) => ({
      text,
      unit: units[index] as Float32Array,
      nearness: dot(centroid, units[index] as Float32Array),
    }))
    .sort((a, b) => b.nearness - a.nearness);
  return {
    members,
    count: members.reduce((total, text) => total + (counts.get(text) ?? 1), 0),
    examples: ranked.slice(0, examples).map(({ text }) => text),
    centroid,
    nearest: ranked[0]?.unit ?? centroid,
    join: (other) => describeCluster([...members, ...other.members], counts, vectorOf, examples),
  };
}
