import { type GraphNode, nodeMetadata } from "../onnx/graph-node.ts";

/** The path of the module a node belongs to: `model.layers.3.mlp`. "" when it belongs to none. */
export type NodeScope = (node: GraphNode) => string;

/** TorchScript exports name nodes by module and operation: `/model/layers.3/mlp/down_proj/MatMul`. */
export function scopeFromName({ name }: GraphNode): string {
  return name.startsWith("/") ? name.slice(1).split("/").slice(0, -1).join(".") : "";
}

/**
 * torch.export writes the scopes into the node's metadata, as a Python list from the outermost to the operation:
 * `['', 'model', 'model.layers.0', 'linear_3']`.
 */
export function scopeFromMetadata(node: GraphNode): string {
  const list = nodeMetadata(node).get("pkg.torch.onnx.name_scopes");
  const scopes = [...(list ?? "").matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return scopes.at(-2) ?? "";
}

/** Whether a scope is the module or lies inside it. */
export function isWithin(scope: string, path: string): boolean {
  return scope === path || scope.startsWith(`${path}.`);
}
