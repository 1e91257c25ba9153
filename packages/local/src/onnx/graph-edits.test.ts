import { describe, expect, it } from "vitest";
import { graphOf } from "../testing/graph-of.ts";
import { exposeNewKeys } from "./expose-new-keys.ts";
import { computesInHalf } from "./computes-in-half.ts";
import { graphNode, holdsSubgraph } from "./graph-node.ts";
import { roundsActivations } from "./rounds-activations.ts";
import { firstLogitInput, keepLastLogits, ofLastPositions } from "./keep-last-logits.ts";

const named = (...names: readonly string[]) => ({ inputs: names.map((name) => ({ name })) });

describe("logits of the last positions alone", () => {
  const rescaled = [
    graphNode("MatMul", ["hidden", "weights"], ["raw"]),
    graphNode("Div", ["raw", "scale"], ["divided"]),
    graphNode("Tanh", ["divided"], ["logits"]),
  ];

  it("come of a slice before the projection, found behind what only rescales them", () => {
    const graph = graphOf(rescaled, named("input_ids"));
    expect(keepLastLogits(graph)).toBe(true);
    const [slice, projection] = graph.nodes;
    expect([slice?.operator, slice?.inputs.slice(0, 2)]).toEqual(["Slice", ["hidden", firstLogitInput]]);
    expect(projection).toMatchObject({ operator: "MatMul", inputs: [slice?.outputs[0], "weights"] });
    expect([...ofLastPositions(graphOf(graph.nodes, named("input_ids", firstLogitInput)))]).toEqual(
      expect.arrayContaining(["logits", "raw", "divided", slice?.outputs[0] as string]),
    );
  });

  it.each([
    ["a projection that adds a bias to another form", [graphNode("Gemm", ["hidden", "weights"], ["logits"])]],
    ["none", [graphNode("Gather", ["table"], ["logits"])]],
    ["one without an input", [graphNode("MatMul", [], ["logits"])]],
  ])("are left as they are of a graph with %s", (_, nodes) => {
    const graph = graphOf(nodes, named("input_ids"));
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
    const graph = graphOf([graphNode("Concat", inputs, ["present.0.key"])], named(past));
    expect(exposeNewKeys(graph, false)).toEqual([expected]);
  });

  it("are the whole cache where something else makes it", () => {
    const graph = graphOf([graphNode("Sum", [past, "new"], ["present.0.key"])], named(past));
    expect(exposeNewKeys(graph, false)).toMatchObject([{ rows: "appended" }]);
  });
});

it.each([
  [graphNode("DynamicQuantizeLinear", ["x"], ["y"]), true],
  [graphNode("MatMulNBits", ["x"], ["y"], { accuracy_level: 4 }), true],
  [graphNode("MatMulNBits", ["x"], ["y"], { accuracy_level: 1 }), false],
  [graphNode("MatMul", ["x"], ["y"], { accuracy_level: 4 }), false],
])("$operator rounds what it is given: %s", (node, rounds) => {
  expect(roundsActivations(graphOf([node]))).toBe(rounds);
});

it.each([
  ["If", true],
  ["Loop", true],
  ["Scan", true],
  ["Identity", false],
  ["", false],
])("the operator %s holds a graph of its own: %s", (operator, holds) => {
  expect(holdsSubgraph(graphNode(operator, ["x"], ["y"]))).toBe(holds);
});

it.each([
  ["present.0.key", 10, true],
  ["present.0.key", 1, false],
  ["logits", 10, false],
])("a graph whose %s is of the type %i computes in half: %s", (name, type, half) => {
  expect(computesInHalf(graphOf([], { outputs: [{ name, type }] }))).toBe(half);
});
