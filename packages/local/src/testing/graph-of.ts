import type { GraphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";

/** A graph of these nodes, of which nobody asks for more than how they hang together. */
export function graphOf(
  nodes: readonly GraphNode[],
  {
    inputs = [],
    outputs = [],
    initializers = [],
  }: Partial<Record<"inputs" | "outputs" | "initializers", readonly object[]>> = {},
): OnnxGraph {
  const consumers = new Map<string, GraphNode[]>();
  for (const node of nodes)
    for (const input of node.inputs) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  return {
    nodes: [...nodes],
    inputs: [...inputs],
    outputs: [...outputs],
    initializers: [...initializers],
    opsets: new Map(),
    producers: () => new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node]))),
    consumers: () => consumers,
  } as unknown as OnnxGraph;
}
