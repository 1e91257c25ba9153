import { dataTypes } from "./field-numbers.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/** Whether a model computes in float16, as far as its key-value cache tells. Weights alone may be smaller. */
export function computesInHalf(graph: OnnxGraph): boolean {
  return graph.outputs.some(({ name, type }) => name.startsWith("present.") && type === dataTypes.float16);
}
