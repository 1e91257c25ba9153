import type { GraphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { isWithin, type NodeScope } from "./node-scope.ts";
import type { GraphSite, Site, SiteFinder } from "./site.ts";

// Operations on shapes and constants, which no forward hook would see.
const bookkeeping: ReadonlySet<string> = new Set(["Constant", "Shape", "ConstantOfShape"]);

/**
 * Finds modules by the scope each node was exported under. A module's output is the last tensor computed in its
 * scope that something outside uses; its input is the first tensor from another module that is used in it.
 *
 * @param scopeOf where a node's scope is written
 * @param isActivation whether a tensor's name is one the exporter gave, not a quantizer's helper
 */
export function scopedSites(
  graph: OnnxGraph,
  style: SiteFinder["style"],
  scopeOf: NodeScope,
  isActivation: (tensor: string) => boolean = () => true,
): SiteFinder {
  // The graph as it is now: edits replace its list of nodes.
  const { nodes } = graph;
  const producers = graph.producers();
  const consumers = graph.consumers();
  const scopes = new Map(nodes.map((node) => [node, scopeOf(node)]));
  const scope = (node: GraphNode): string => scopes.get(node) ?? "";
  const results = new Set(
    graph.outputs.map(({ name }) => name).filter((name) => !name.startsWith("present.")),
  );

  const inside = (path: string): GraphNode[] =>
    nodes.filter((node) => isWithin(scope(node), path) && !bookkeeping.has(node.operator));

  const escapes = (tensor: string, path: string): boolean =>
    results.has(tensor) ||
    (isActivation(tensor) &&
      (consumers.get(tensor) ?? []).some(
        // Dynamic quantization of the next module's input is named after the tensor, so it seems to be inside.
        (node) => !isWithin(scope(node), path) || node.operator.endsWith("QuantizeLinear"),
      ));

  const output = (path: string): string | undefined =>
    inside(path)
      .flatMap((node) => node.outputs)
      .findLast((tensor) => !tensor.startsWith("present.") && escapes(tensor, path));

  const input = (path: string): string | undefined => {
    const entering = inside(path)
      .flatMap((node) => node.inputs)
      .filter((tensor) => {
        const producer = producers.get(tensor);
        return (
          producer !== undefined && !bookkeeping.has(producer.operator) && !isWithin(scope(producer), path)
        );
      });
    // Masks and rotary tables come from the model itself; what flows through a layer comes from a module below it.
    return entering.find((tensor) => hasDepth(scope(producers.get(tensor) as GraphNode))) ?? entering[0];
  };

  return {
    style,
    paths: modulePaths([...scopes.values()]),
    find(site: Site): GraphSite | undefined {
      const tensor = site.side === "input" ? input(site.path) : output(site.path);
      return tensor === undefined ? undefined : { ...site, tensor };
    },
  };
}

function hasDepth(scope: string): boolean {
  return /\.\d+(\.|$)/.test(scope) || scope.endsWith("embed_tokens");
}

/** Every scope and what encloses it, once. Numbers that stand alone belong to the list before them. */
function modulePaths(scopes: readonly string[]): readonly string[] {
  const paths = new Set<string>();
  for (const scope of scopes) {
    // Some exporters name conversions of weights like modules.
    if (scope.includes("::") || scope.endsWith(".weight")) continue;
    const parts = scope.split(".").filter((part) => part !== "");
    for (let end = 1; end <= parts.length; end++) {
      if (!/^\d+$/.test(parts[end] ?? "")) paths.add(parts.slice(0, end).join("."));
    }
  }
  return [...paths];
}
