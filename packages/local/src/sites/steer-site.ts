import { dataTypes } from "../onnx/field-numbers.ts";
import { graphNode, type GraphNode, numberAttribute } from "../onnx/graph-node.ts";
import { inputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphSite } from "./site.ts";

/** Names of the inputs that steer one site. All are float32, whatever the model computes in. */
export interface SteeringInputs {
  /** [width, k]: what is read from the stream. */
  readonly read: string;
  /** [k]: added to what was read. */
  readonly bias: string;
  /** [batch, positions, k]: by which each token's result is multiplied. */
  readonly gate: string;
  /** [k, width]: what is written back for each. */
  readonly write: string;
}

/**
 * Splices x + ((x · read + bias) ∘ gate) · write into the graph where `site` is made; its readers get the result.
 * Every edit of the stream along directions (adding, removing, scaling, fixing a component), in any order, can be
 * written in this form. With k = 0 nothing changes.
 */
export function steerSite(graph: OnnxGraph, site: GraphSite): SteeringInputs {
  const { tensor } = site;
  const before = `${tensor}/before`;
  openSite(graph, site, before);
  const name = (part: string): string => `sdialog.steer/${tensor}/${part}`;
  const inputs: SteeringInputs = {
    read: name("read"),
    bias: name("bias"),
    gate: name("gate"),
    write: name("write"),
  };
  graph.inputs.push(
    inputValue(inputs.read, "float32", [name("width"), name("k")]),
    inputValue(inputs.bias, "float32", [name("k")]),
    inputValue(inputs.gate, "float32", ["batch_size", "sequence_length", name("k")]),
    inputValue(inputs.write, "float32", [name("k"), name("width")]),
  );
  // Computed in float32, whatever the model computes in; ONNX Runtime drops conversions that change nothing.
  graph.nodes.push(
    graphNode("Cast", [before], [name("wide")], { to: dataTypes.float32 }),
    graphNode("MatMul", [name("wide"), inputs.read], [name("component")]),
    graphNode("Add", [name("component"), inputs.bias], [name("shifted")]),
    graphNode("Mul", [name("shifted"), inputs.gate], [name("gated")]),
    graphNode("MatMul", [name("gated"), inputs.write], [name("change")]),
    graphNode("CastLike", [name("change"), before], [name("change.cast")]),
    graphNode("Add", [before, name("change.cast")], [tensor]),
  );
  return inputs;
}

/** Renames the tensor where it is made, so that new nodes can make it again under its own name. */
function openSite(graph: OnnxGraph, site: GraphSite, before: string): void {
  graph.nodes = graph.nodes.flatMap((node) => {
    if (node.name === site.sumOf && node.operator.startsWith("Skip"))
      return splitNorm(node, site.tensor, before);
    if (!node.outputs.includes(site.tensor)) return [node];
    return [{ ...node, outputs: node.outputs.map((output) => (output === site.tensor ? before : output)) }];
  });
}

/** A fused norm as what it stands for: a sum, and the norm of the (now steered) sum. */
function splitNorm(node: GraphNode, sum: string, before: string): readonly GraphNode[] {
  const simplified = node.operator === "SkipSimplifiedLayerNormalization";
  const [stream = "", added = "", weight = "", ...rest] = node.inputs;
  const [shift, bias] = simplified ? ["", rest[0] ?? ""] : [rest[0] ?? "", rest[1] ?? ""];
  const operator = simplified ? "SimplifiedLayerNormalization" : "LayerNormalization";
  const first = bias === "" ? before : `${before}/unbiased`;
  const attributes = {
    axis: -1,
    epsilon: { float: numberAttribute(node, "epsilon") ?? 1e-5 },
    stash_type: 1,
  };
  const inputs = [sum, weight, ...(shift === "" ? [] : [shift])];
  return [
    graphNode("Add", [stream, added], [first]),
    ...(bias === "" ? [] : [graphNode("Add", [first, bias], [before])]),
    { ...graphNode(operator, inputs, [node.outputs[0] as string], attributes), name: node.name },
  ];
}
