import { computesInHalf } from "./computes-in-half.ts";
import { numberAttribute } from "./graph-node.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Whether a graph rounds activations on the way: computes in float16, or quantizes them to 8 bits. There, a
 * difference in the last digit of a sum can become one in the third.
 */
export function roundsActivations(graph: OnnxGraph): boolean {
  return (
    computesInHalf(graph) ||
    graph.nodes.some(
      (node) =>
        node.operator === "DynamicQuantizeLinear" ||
        // Level 4 lets the multiplication quantize its input to 8 bits.
        (node.operator === "MatMulNBits" && numberAttribute(node, "accuracy_level") === 4),
    )
  );
}
