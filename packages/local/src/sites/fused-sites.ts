import type { GraphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { scopeFromName } from "./node-scope.ts";
import { scopedSites } from "./scoped-sites.ts";
import type { GraphSite, Site, SiteFinder } from "./site.ts";

const normNode = /^\/(model\/layers\.\d+\/\w*(?:norm|ln))\/(?:Skip)?LayerNorm$/;

/** Whether a graph was laid out by the onnxruntime-genai model builder. */
export function isFused(graph: OnnxGraph): boolean {
  return graph.nodes.some(({ name }) => normNode.test(name));
}

/**
 * Finds modules in graphs of the onnxruntime-genai model builder. There, most norms also add up the residual stream
 * (SkipSimplifiedLayerNormalization), so what enters them exists only as the optional fourth output of the same node.
 * Attention is called `attn`, the final norm is one of a layer after the last; everything else follows from the names of
 * nodes. What layers return is the stream's to say.
 */
export function fusedSites(graph: OnnxGraph): SiteFinder {
  const norms = new Map<string, GraphNode>();
  for (const node of graph.nodes) {
    const path = normNode.exec(node.name)?.[1];
    if (path !== undefined) norms.set(moduleName(path.replace("/", ".").replace("/", ".")), node);
  }
  const plain = scopedSites(graph, "fused", scopeFromName, (tensor) => /\/output_\d+$/.test(tensor));
  const named = plain.paths
    .map(moduleName)
    .filter((path) => !path.startsWith("model.attn_mask_reformat") && !/\.layers\.\d+$/.test(path));
  return {
    style: "fused",
    paths: [...new Set([...named, "model.norm"])],
    find(site) {
      const norm = norms.get(site.path);
      if (norm !== undefined)
        return site.side === "input" ? entering(site, norm) : made(site, norm.outputs[0]);
      const found = plain.find({ ...site, path: site.path.replace(".self_attn", ".attn") });
      return found === undefined ? undefined : { ...found, path: site.path };
    },
  };
}

/** What PyTorch calls a module of the builder's. */
function moduleName(path: string): string {
  return path
    .replace(/^model\.layers\.\d+\.final_norm_layernorm$/, "model.norm")
    .replace(".attn", ".self_attn")
    .replace(/\.(GroupQueryAttention|RotaryEmbedding)$/, "");
}

function entering(site: Site, node: GraphNode): GraphSite | undefined {
  if (!node.operator.startsWith("Skip")) return made(site, node.inputs[0]);
  return { ...site, tensor: node.outputs[3] || `${node.name}/sum`, sumOf: node.name };
}

function made(site: Site, tensor: string | undefined): GraphSite | undefined {
  return tensor === undefined ? undefined : { ...site, tensor };
}
