import type { EmbeddingModel } from "@sdialog/llm";
import type { RoleScheme } from "./role-scheme.ts";

/** The node before every first turn. */
export const startNode = "[start]";
/** The node after every last turn. */
export const endNode = "[end]";

/** A kind of utterance: what one role says in similar words. */
export interface FlowNode {
  /** `role-index`, the most frequent kind of a role at index 0. */
  readonly id: string;
  readonly role: string;
  readonly label: string;
  /** How many turns are of this kind. */
  readonly count: number;
  /** The utterances nearest to the centroid, nearest first. */
  readonly examples: readonly string[];
  /** Mean of the members' unit vectors, at length 1. */
  readonly centroid: Float32Array;
  /** Unit vector of the first example. */
  readonly nearest: Float32Array;
}

/** One kind of utterance following another. */
export interface FlowEdge {
  readonly source: string;
  readonly target: string;
  /** How often it occurs. */
  readonly count: number;
  /** Its share of all that follows `source` in the dialogues, whether or not the rest is among the edges. */
  readonly probability: number;
}

/** A dialogue as the nodes its turns belong to. */
export interface FlowPath {
  readonly dialogId: number | string;
  readonly steps: readonly {
    readonly node: string;
    readonly speaker: string | null;
    readonly text: string;
  }[];
}

/** What is said in a set of dialogues, and what follows what. */
export interface Flow {
  readonly nodes: readonly FlowNode[];
  /** Edges from {@link startNode} and to {@link endNode} included; a kind that follows itself has an edge to itself. */
  readonly edges: readonly FlowEdge[];
  /** The dialogues it was made from. */
  readonly paths: readonly FlowPath[];
  readonly roles: RoleScheme;
  /** What the vectors come from; dialogues compared with the flow are embedded by the same model. */
  readonly embedding: EmbeddingModel;
}

/** Edges with their probabilities, from how often each occurs. Most frequent first, then by name. */
export function weighEdges(counted: readonly Omit<FlowEdge, "probability">[]): FlowEdge[] {
  const leaving = new Map<string, number>();
  for (const { source, count } of counted) leaving.set(source, (leaving.get(source) ?? 0) + count);
  return counted
    .map(({ source, target, count }) => ({
      source,
      target,
      count,
      probability: count / (leaving.get(source) as number),
    }))
    .sort((a, b) => b.count - a.count || compare(a.source, b.source) || compare(a.target, b.target));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every pair of neighbouring nodes in the paths, start and end included, with its number. */
export function countEdges(paths: readonly FlowPath[]): Omit<FlowEdge, "probability">[] {
  const counts = new Map<string, { source: string; target: string; count: number }>();
  for (const { steps } of paths) {
    const nodes = [startNode, ...steps.map(({ node }) => node), endNode];
    for (const [index, target] of nodes.slice(1).entries()) {
      const source = nodes[index] as string;
      const key = JSON.stringify([source, target]);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { source, target, count: 1 });
      else known.count++;
    }
  }
  return [...counts.values()];
}
