import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Whether a graph takes a token to stand where its row in the tensors is, counted from the first one in the cache, instead
 * of being told (`position_ids`) or of counting what the attention mask allows.
 */
export function countsPositions(graph: OnnxGraph): boolean {
  if (graph.inputs.some(({ name }) => name === "position_ids")) return false;
  // The mask, and what is computed from it.
  const masks = new Set(["attention_mask"]);
  for (const { operator, inputs, outputs } of graph.nodes) {
    if (operator === "Shape" || !inputs.some((input) => masks.has(input))) continue;
    if (operator === "CumSum" || operator === "ReduceSum") return false;
    for (const output of outputs) masks.add(output);
  }
  return true;
}
