import type { GraphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { scopeFromName } from "./node-scope.ts";
import { scopedSites } from "./scoped-sites.ts";
import type { GraphSite, Site, SiteFinder } from "./site.ts";

const normNode = /^\/model\/layers\.\d+\/(input_layernorm|post_attention_layernorm)\/(Skip)?LayerNorm$/;

/** Whether a graph was laid out by the onnxruntime-genai model builder. */
export function isFused(graph: OnnxGraph): boolean {
  return graph.nodes.some((node) => normNode.test(node.name));
}

/**
 * Finds modules in graphs of the onnxruntime-genai model builder. There, each norm also adds the residual stream
 * (SkipSimplifiedLayerNormalization), so what a layer returns exists only as the optional fourth output of the norm
 * of the next layer. Attention is called `attn`; everything else follows from the names of nodes.
 */
export function fusedSites(graph: OnnxGraph): SiteFinder {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const layers = graph.nodes.filter((node) =>
    node.name.endsWith("/post_attention_layernorm/SkipLayerNorm"),
  ).length;
  const plain = scopedSites(graph, "fused", scopeFromName, (tensor) => /\/output_\d+$/.test(tensor));

  const norm = (layer: number, name: string): GraphNode | undefined =>
    nodes.get(`/model/layers.${layer}/${name}/SkipLayerNorm`) ??
    nodes.get(`/model/layers.${layer}/${name}/LayerNorm`);
  const normAfter = (layer: number): GraphNode | undefined =>
    layer + 1 < layers ? norm(layer + 1, "input_layernorm") : norm(layers, "final_norm_layernorm");

  const embedding = (site: Site): GraphSite | undefined => made(site, norm(0, "input_layernorm")?.inputs[0]);
  const stream = (site: Site, layer: number): GraphSite | undefined =>
    layer < 0 ? embedding(site) : skipSum(site, normAfter(layer));

  return {
    style: "fused",
    paths: modulePaths(plain.paths, layers),
    find(site) {
      const input = site.side === "input";
      if (site.path === "model.embed_tokens") return input ? undefined : embedding(site);
      if (site.path === "model.norm")
        return input
          ? stream(site, layers - 1)
          : made(site, norm(layers, "final_norm_layernorm")?.outputs[0]);
      const match = /^model\.layers\.(\d+)(?:\.(.+))?$/.exec(site.path);
      const layer = Number(match?.[1] ?? -1);
      if (match !== null && layer >= layers) return undefined;
      if (match !== null && match[2] === undefined) return stream(site, input ? layer - 1 : layer);
      if (match?.[2] === "input_layernorm")
        return input ? stream(site, layer - 1) : made(site, norm(layer, "input_layernorm")?.outputs[0]);
      if (match?.[2] === "post_attention_layernorm") {
        const node = norm(layer, "post_attention_layernorm");
        return input ? skipSum(site, node) : made(site, node?.outputs[0]);
      }
      const found = plain.find({ ...site, path: site.path.replace(".self_attn", ".attn") });
      return found === undefined ? undefined : { ...found, path: site.path };
    },
  };
}

function modulePaths(paths: readonly string[], layers: number): readonly string[] {
  const named = paths
    .filter(
      (path) => !path.startsWith(`model.layers.${layers}`) && !path.startsWith("model.attn_mask_reformat"),
    )
    .map((path) =>
      path.replace(".attn", ".self_attn").replace(/\.(GroupQueryAttention|RotaryEmbedding)$/, ""),
    );
  return [...new Set([...named, "model.norm"])];
}

/** What a fused norm adds before it normalizes. */
function skipSum(site: Site, node: GraphNode | undefined): GraphSite | undefined {
  if (node === undefined) return undefined;
  return { ...site, tensor: node.outputs[3] || `${node.name}/sum`, sumOf: node.name };
}

function made(site: Site, tensor: string | undefined): GraphSite | undefined {
  return tensor === undefined ? undefined : { ...site, tensor };
}
