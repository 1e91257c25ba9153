import { outputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { unpack } from "./packed-sites.ts";
import type { GraphSite } from "./site.ts";

/**
 * Makes a site's tensor an output of the graph. Costs nothing when it is not fetched.
 * @returns the name of the output
 */
export function captureSite(graph: OnnxGraph, site: GraphSite): string {
  const { tensor, sumOf } = site;
  unpack(graph, site);
  if (sumOf !== undefined) {
    graph.nodes = graph.nodes.map((node) =>
      // A fused norm gives its sum only when asked.
      node.name === sumOf && node.operator.startsWith("Skip") && !node.outputs[3]
        ? { ...node, outputs: [node.outputs[0] as string, "", "", tensor] }
        : node,
    );
  }
  if (!graph.outputs.some(({ name }) => name === tensor)) graph.outputs.push(outputValue(tensor));
  return tensor;
}
