import { noUsage } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { endNode, type Flow, startNode, weighEdges } from "./flow.ts";
import { pruneFlow, type PruneFlowOptions } from "./prune-flow.ts";

const vector = Float32Array.of(1);
/** A flow of nodes that occur so often, with edges that occur so often. */
function flowOf(
  counts: Readonly<Record<string, number>>,
  edges: readonly (readonly [source: string, target: string, count: number])[],
): Flow {
  return {
    nodes: Object.entries(counts).map(([id, count]) => ({
      id,
      role: id.slice(0, 1),
      label: id,
      count,
      examples: [id],
      centroid: vector,
      nearest: vector,
    })),
    edges: weighEdges(edges.map(([source, target, count]) => ({ source, target, count }))),
    paths: [],
    roles: "speaker",
    embedding: {
      specVersion: 1,
      id: "test:none",
      embed: () => Promise.resolve({ vectors: [], usage: noUsage }),
    },
  };
}
const kept = (flow: Flow, options?: PruneFlowOptions): string[] =>
  pruneFlow(flow, options).nodes.map(({ id }) => id);
const steps = (flow: Flow, options?: PruneFlowOptions): string[] =>
  pruneFlow(flow, options)
    .edges.map(({ source, target }) => `${source} ${target}`)
    .toSorted();

/** Several ways from start to end, each through one node. */
const wheel = (counts: readonly number[]): Flow =>
  flowOf(
    Object.fromEntries(counts.map((count, index) => [`n${index}`, count])),
    counts.flatMap((count, index) => [
      [startNode, `n${index}`, count],
      [`n${index}`, endNode, count],
    ]),
  );

describe("pruneFlow", () => {
  it("keeps a node that occurs just often enough", () => {
    const flow = wheel([100, 50, 49]);
    const minimumProbability = 0;
    expect(kept(flow, { minimumShare: 0.5, minimumProbability })).toEqual(["n0", "n1"]);
    expect(kept(flow, { minimumShare: 0.49, minimumProbability })).toEqual(["n0", "n1", "n2"]);
    expect(kept(flow, { minimumShare: 0, minimumProbability })).toEqual(["n0", "n1", "n2"]);
  });

  it("keeps an edge that is just enough of what leads on to what is kept", () => {
    const flow = flowOf({ a: 100, b: 95, c: 5 }, [
      [startNode, "a", 100],
      ["a", "b", 95],
      ["a", "c", 5],
      ["b", endNode, 95],
      ["c", endNode, 5],
    ]);
    expect(kept(flow)).toEqual(["a", "b", "c"]);
    expect(kept(flow, { minimumProbability: 0.051 })).toEqual(["a", "b"]);
    // Where nothing else is kept, the way on is all there is.
    expect(steps(flow, { minimumShare: 0.96 })).toEqual([]);
    expect(steps(flow, { minimumShare: 0.5, minimumProbability: 1 })).toEqual([
      "[start] a",
      "a b",
      `b ${endNode}`,
    ]);
  });

  it("leaves out edges of a node to itself, which count for no share", () => {
    const flow = flowOf({ a: 100, b: 10 }, [
      [startNode, "a", 10],
      ["a", "a", 90],
      ["a", "b", 1],
      ["a", endNode, 9],
      ["b", endNode, 1],
    ]);
    expect(steps(flow, { minimumProbability: 0.1 })).toEqual([
      "[start] a",
      `a ${endNode}`,
      "a b",
      `b ${endNode}`,
    ]);
  });

  it.each([
    [30, 30],
    [31, 30],
    [60, 30],
  ])("of %d nodes that occur differently often leaves %d", (nodes, left) => {
    const counts = Array.from({ length: nodes }, (_, index) => 1000 - index);
    expect(kept(wheel(counts), { minimumProbability: 0 })).toHaveLength(left);
  });

  it("drops what occurs less than 2.3 % as often as the most frequent", () => {
    expect(kept(wheel([1000, 23, 22]), { minimumProbability: 0 })).toEqual(["n0", "n1"]);
  });

  it("shows all rather than nothing", () => {
    const flow = flowOf({ a: 1000, b: 1 }, [
      [startNode, "a", 1],
      ["a", "a", 999],
      ["a", "b", 1],
      ["b", endNode, 1],
    ]);
    expect(kept(flow)).toEqual(["a", "b"]);
    expect(kept(wheel(Array.from({ length: 40 }, () => 7)), { minimumProbability: 0 })).toHaveLength(40);
    expect(kept({ ...flow, nodes: [], edges: [] })).toEqual([]);
  });

  it.each([
    [{ minimumShare: -0.1 }, "minimumShare must be a number of at least 0, not -0.1"],
    [{ minimumShare: Number.NaN }, "minimumShare"],
    [{ minimumProbability: Infinity }, "minimumProbability must be a number of at least 0, not Infinity"],
    [{ minimumProbability: -1 }, "minimumProbability"],
  ])("refuses %j", (options, message) => {
    expect(() => pruneFlow(wheel([1]), options)).toThrow(message);
  });
});
