import { graphNode, type GraphNode, numberAttribute } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphSite } from "./site.ts";

/** Renames the tensor where it is made, so that new nodes can make it again under its own name. */
export function openSite(graph: OnnxGraph, site: GraphSite, before: string): void {
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
