import type { GraphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphSite } from "./site.ts";

/** What a layer's attention weights are called after the path of the layer, whatever the model calls its attention. */
export const attentionWeights = "attention_weights";

// What may stand between a softmax and the multiplication of its weights with the values, which the weights pass as they are…
const passing: ReadonlySet<string> = new Set(["Cast", "Identity", "Dropout", "Slice", "Where", "IsNaN"]);
// … or in another form than that of heads and tokens.
const reshaping: ReadonlySet<string> = new Set([
  "Reshape",
  "DynamicQuantizeLinear",
  "QuantizeLinear",
  "DequantizeLinear",
]);
const multiplying: ReadonlySet<string> = new Set(["MatMul", "MatMulInteger"]);

/**
 * How much each head of each layer looks at each token: the weights by which values are multiplied. Which layer they are of
 * is told by the cache of its values, whatever nodes are called. Where one node computes the whole attention, it gives its
 * weights when asked to, as far as it can.
 */
export function attentionSites(graph: OnnxGraph, layersPath: string): readonly GraphSite[] {
  const [producers, consumers] = [graph.producers(), graph.consumers()];
  const sites = graph.nodes.flatMap((node): GraphSite[] => {
    const found =
      node.operator === "Softmax"
        ? weightsAfter(node, consumers, (values) => layerOfValues(values, producers))
        : node.operator === "GroupQueryAttention"
          ? weightsWithin(node)
          : undefined;
    if (found === undefined) return [];
    const { layer, ...weights } = found;
    return [
      { path: `${layersPath}.${layer}.${attentionWeights}`, side: "output", isAttention: true, ...weights },
    ];
  });
  return sites.toSorted((one, other) => one.path.localeCompare(other.path, "en", { numeric: true }));
}

type Weights = Pick<GraphSite, "tensor" | "weightsOf"> & { readonly layer: number };

function weightsWithin({ name, inputs, outputs }: GraphNode): Weights | undefined {
  const layer = layerOf(inputs[4] ?? "");
  return layer === undefined
    ? undefined
    : { layer, tensor: outputs[3] || `${name}/weights`, weightsOf: name };
}

function weightsAfter(
  softmax: GraphNode,
  consumers: ReadonlyMap<string, readonly GraphNode[]>,
  layerOfFactor: (tensor: string) => number | undefined,
): Weights | undefined {
  // Each with the tensor in which the weights last were what they are.
  const open = softmax.outputs.map((tensor) => ({ tensor, weights: tensor }));
  for (const { tensor, weights } of open) {
    for (const node of consumers.get(tensor) ?? []) {
      if (multiplying.has(node.operator) && node.inputs[0] === tensor) {
        const layer = layerOfFactor(node.inputs[1] ?? "");
        if (layer !== undefined) return { layer, tensor: weights };
      }
      const output = node.outputs[0] ?? "";
      if (passing.has(node.operator)) open.push({ tensor: output, weights: output });
      else if (reshaping.has(node.operator)) open.push({ tensor: output, weights });
    }
  }
  return undefined;
}

/** The layer whose cached values these are made of: of all that lead here, those of the nearest cache. */
function layerOfValues(tensor: string, producers: ReadonlyMap<string, GraphNode>): number | undefined {
  const seen = new Set([tensor]);
  for (const each of seen) {
    const layer = layerOf(each);
    if (layer !== undefined) return layer;
    for (const input of producers.get(each)?.inputs ?? []) seen.add(input);
  }
  return undefined;
}

function layerOf(cache: string): number | undefined {
  const layer = /^past.*\.(\d+)\.(?:\w+\.)?value$/.exec(cache)?.[1];
  return layer === undefined ? undefined : Number(layer);
}
