import { withAttribute } from "../onnx/graph-node.ts";
import { outputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { unpack } from "./packed-sites.ts";
import type { GraphSite } from "./site.ts";

/**
 * Makes a site's tensor an output of the graph. Costs nothing when it is not fetched.
 * @returns the name of the output
 */
export function captureSite(graph: OnnxGraph, site: GraphSite): string {
  const { tensor, sumOf, weightsOf } = site;
  unpack(graph, site);
  if (sumOf !== undefined) {
    graph.nodes = graph.nodes.map((node) =>
      // A fused norm gives its sum only when asked.
      node.name === sumOf && node.operator.startsWith("Skip") && !node.outputs[3]
        ? { ...node, outputs: [node.outputs[0] as string, "", "", tensor] }
        : node,
    );
  }
  if (weightsOf !== undefined) {
    graph.nodes = graph.nodes.map((node) =>
      node.name === weightsOf
        ? {
            // After the softmax, not before it, whichever the graph came with.
            ...withAttribute(node, "qk_output", 2),
            outputs: [...Array.from({ length: 3 }, (_, at) => node.outputs[at] ?? ""), tensor],
          }
        : node,
    );
  }
  if (!graph.outputs.some(({ name }) => name === tensor)) graph.outputs.push(outputValue(tensor));
  return tensor;
}
