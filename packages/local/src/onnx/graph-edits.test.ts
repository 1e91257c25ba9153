import { describe, expect, it } from "vitest";
import { exposeNewKeys } from "./expose-new-keys.ts";
import { graphNode, type GraphNode } from "./graph-node.ts";
import { firstLogitInput, keepLastLogits, ofLastPositions } from "./keep-last-logits.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/** A graph of these nodes, in which nothing but their names matters. */
function graphOf(nodes: readonly GraphNode[], inputs: readonly string[]): OnnxGraph {
  return {
    nodes: [...nodes],
    inputs: inputs.map((name) => ({ name })),
    outputs: [],
    initializers: [],
    producers: () => new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node]))),
    consumers: () =>
      Map.groupBy(
        nodes.flatMap((node) => node.inputs.map((input) => ({ input, node }))),
        ({ input }) => input,
      )
        .entries()
        .reduce(
          (all, [input, uses]) =>
            all.set(
              input,
              uses.map(({ node }) => node),
            ),
          new Map(),
        ),
  } as unknown as OnnxGraph;
}

describe("logits of the last positions alone", () => {
  const rescaled = [
    graphNode("MatMul", ["hidden", "weights"], ["raw"]),
    graphNode("Div", ["raw", "scale"], ["divided"]),
    graphNode("Tanh", ["divided"], ["logits"]),
  ];

  it("come of a slice before the projection, found behind what only rescales them", () => {
    const graph = graphOf(rescaled, ["input_ids"]);
    expect(keepLastLogits(graph)).toBe(true);
    const [slice, projection] = graph.nodes;
    expect([slice?.operator, slice?.inputs.slice(0, 2)]).toEqual(["Slice", ["hidden", firstLogitInput]]);
    expect(projection).toMatchObject({ operator: "MatMul", inputs: [slice?.outputs[0], "weights"] });
    expect([...ofLastPositions(graphOf(graph.nodes, ["input_ids", firstLogitInput]))]).toEqual(
      expect.arrayContaining(["logits", "raw", "divided", slice?.outputs[0] as string]),
    );
  });

  it.each([
    ["a projection that adds a bias to another form", [graphNode("Gemm", ["hidden", "weights"], ["logits"])]],
    ["none", [graphNode("Gather", ["table"], ["logits"])]],
    ["one without an input", [graphNode("MatMul", [], ["logits"])]],
  ])("are left as they are of a graph with %s", (_, nodes) => {
    const graph = graphOf(nodes, ["input_ids"]);
    expect(keepLastLogits(graph)).toBe(false);
    expect(graph.nodes).toEqual(nodes);
    expect(ofLastPositions(graph).size).toBe(0);
  });
});

describe("new keys", () => {
  const past = "past_key_values.0.key";
  it.each([
    ["what is appended to the past alone", [past, "new"], { past, output: "new", rows: "new" }],
    [
      "the whole cache where another comes first",
      ["new", past],
      { past, output: "present.0.key", rows: "appended" },
    ],
    [
      "the whole cache where more is appended",
      [past, "new", "more"],
      { past, output: "present.0.key", rows: "appended" },
    ],
    ["the whole cache where nothing is", [past], { past, output: "present.0.key", rows: "appended" }],
  ])("are %s", (_, inputs, expected) => {
    const graph = graphOf([graphNode("Concat", inputs, ["present.0.key"])], [past]);
    expect(exposeNewKeys(graph, false)).toEqual([expected]);
  });

  it("are the whole cache where something else makes it", () => {
    const graph = graphOf([graphNode("Sum", [past, "new"], ["present.0.key"])], [past]);
    expect(exposeNewKeys(graph, false)).toMatchObject([{ rows: "appended" }]);
  });
});
