import { graphNode, type GraphNode, numberAttribute } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphSite } from "./site.ts";

/** Renames the tensor where it is made, so that new nodes can make it again under its own name. */
export function openSite(graph: OnnxGraph, site: GraphSite, before: string): void {
  graph.nodes = graph.nodes.flatMap((node) => {
    if (isSum(node, site)) return splitNorm(node, site.tensor, before);
    if (!node.outputs.includes(site.tensor)) return [node];
    return [{ ...node, outputs: node.outputs.map((output) => (output === site.tensor ? before : output)) }];
  });
}

/** Renames the tensor where it is made, and makes it again, under its own name, as the sum of that and `change`. */
export function changeSite(graph: OnnxGraph, site: GraphSite, before: string, change: string): void {
  if (graph.nodes.some((node) => isSum(node, site))) {
    graph.nodes = graph.nodes.flatMap((node) =>
      isSum(node, site) ? sumAgain(node, site.tensor, before, change) : [node],
    );
    return;
  }
  openSite(graph, site, before);
  graph.nodes.push(graphNode("Add", [before, change], [site.tensor]));
}

/** Whether a node is the fused norm that makes the tensor, as a sum. */
function isSum(node: GraphNode, { sumOf }: GraphSite): boolean {
  return node.name === sumOf && node.operator.startsWith("Skip");
}

/** A fused norm as what it stands for: a sum, and the norm of the (now steered) sum. */
function splitNorm(node: GraphNode, sum: string, before: string): readonly GraphNode[] {
  const { isSimplified, weight, shift } = normParts(node);
  const operator = isSimplified ? "SimplifiedLayerNormalization" : "LayerNormalization";
  const attributes = {
    axis: -1,
    epsilon: { float: numberAttribute(node, "epsilon") ?? 1e-5 },
    stash_type: 1,
  };
  const inputs = [sum, weight, ...(shift === "" ? [] : [shift])];
  return [
    ...sumNodes(node, before),
    { ...graphNode(operator, inputs, [node.outputs[0] as string], attributes), name: node.name },
  ];
}

/** A fused norm after its sum, to which it adds a change in the place of what it added before. */
function sumAgain(node: GraphNode, sum: string, before: string, change: string): readonly GraphNode[] {
  const { isSimplified, weight, shift } = normParts(node);
  return [
    ...sumNodes(node, before),
    {
      ...node,
      inputs: [before, change, weight, ...(isSimplified || shift === "" ? [] : [shift])],
      outputs: [node.outputs[0] as string, "", "", sum],
    },
  ];
}

/** The sum of a fused norm's inputs. */
function sumNodes(node: GraphNode, sum: string): readonly GraphNode[] {
  const { stream, added, bias } = normParts(node);
  const first = bias === "" ? sum : `${sum}/unbiased`;
  return [
    graphNode("Add", [stream, added], [first]),
    ...(bias === "" ? [] : [graphNode("Add", [first, bias], [sum])]),
  ];
}

interface NormParts {
  readonly isSimplified: boolean;
  readonly stream: string;
  readonly added: string;
  readonly weight: string;
  readonly shift: string;
  /** Added to the sum. */
  readonly bias: string;
}

/** What a fused norm reads; "" for what it does not. */
function normParts({ operator, inputs }: GraphNode): NormParts {
  const isSimplified = operator === "SkipSimplifiedLayerNormalization";
  const [stream = "", added = "", weight = "", ...rest] = inputs;
  const [shift, bias] = isSimplified ? ["", rest[0] ?? ""] : [rest[0] ?? "", rest[1] ?? ""];
  return { isSimplified, stream, added, weight, shift, bias };
}
