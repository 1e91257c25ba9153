import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphNode } from "../onnx/graph-node.ts";
import type { GraphSite, Site, SiteFinder } from "./site.ts";

/** One state of the residual stream. */
export interface ResidualState {
  readonly tensor: string;
  /** Name of the fused norm that makes it, see {@link GraphSite.sumOf}. */
  readonly sumOf?: string | undefined;
}

const skipNorms: ReadonlySet<string> = new Set([
  "SkipSimplifiedLayerNormalization",
  "SkipLayerNormalization",
]);

/**
 * The residual stream found by the structure of the graph alone: from the embedding through every sum it enters. A
 * model of L layers with one sum after attention and one after the MLP has 2L + 1 states.
 */
export function residualChain(graph: OnnxGraph): readonly ResidualState[] {
  const consumers = graph.consumers();
  const constants = new Set(graph.initializers.map(({ name }) => name));
  const embedding = graph.nodes.find(
    (node) => node.operator.startsWith("Gather") && node.inputs[1] === "input_ids",
  );
  if (embedding === undefined) return [];
  const chain: ResidualState[] = [{ tensor: embedding.outputs[0] as string }];
  for (;;) {
    const { tensor, sumOf } = chain.at(-1) as ResidualState;
    // The sum a norm keeps to itself is not read by anybody: the stream ends there.
    const readers: readonly GraphNode[] = consumers.get(tensor) ?? [];
    const next = readers.find(
      (node) =>
        skipNorms.has(node.operator) ||
        (node.operator === "Add" && !node.inputs.some((input) => constants.has(input))),
    );
    if (next !== undefined) {
      chain.push(
        next.operator === "Add"
          ? { tensor: next.outputs[0] as string }
          : { tensor: next.outputs[3] || `${next.name}/sum`, sumOf: next.name },
      );
      continue;
    }
    // Changes of number format, and the scale some models give their embeddings, continue the same state.
    const passed = readers.find(
      (node) => node.operator === "Cast" || (node.operator === "Mul" && chain.length === 1),
    );
    if (passed === undefined || sumOf !== undefined) return chain;
    chain[chain.length - 1] = { tensor: passed.outputs[0] as string };
  }
}

/**
 * Every state of the stream as a site, named by a Llama's modules: the embedding, and in each layer the sum after
 * attention (what enters the norm before the MLP) and the sum after the MLP (what the layer returns).
 */
export function residualSites(graph: OnnxGraph): readonly GraphSite[] {
  const finder = structuralSites(graph);
  const sites = (finder?.paths ?? []).map((path): Site => {
    return { path, side: path.endsWith("_layernorm") ? "input" : "output" };
  });
  return sites.flatMap((site) => finder?.find(site) ?? []);
}

/** Names the states of the stream as a Llama's modules, for graphs that do not say where their nodes come from. */
export function structuralSites(graph: OnnxGraph): SiteFinder | undefined {
  const chain = residualChain(graph);
  if (chain.length < 3 || chain.length % 2 === 0) return undefined;
  const layers = (chain.length - 1) / 2;
  const paths = [
    "model.embed_tokens",
    ...Array.from({ length: layers }, (_, layer) => [
      `model.layers.${layer}.post_attention_layernorm`,
      `model.layers.${layer}`,
    ]).flat(),
  ];
  return {
    style: "structure",
    paths,
    find(site) {
      const place = placeInChain(site.path, site.side);
      const state = place === undefined ? undefined : chain[place];
      return state === undefined ? undefined : { ...site, ...state };
    },
  };
}

function placeInChain(path: string, side: "input" | "output"): number | undefined {
  if (path === "model.embed_tokens" && side === "output") return 0;
  const match = /^model\.layers\.(\d+)(\.post_attention_layernorm)?$/.exec(path);
  if (match === null) return undefined;
  const layer = Number(match[1]);
  if (match[2] === undefined) return side === "input" ? 2 * layer : 2 * layer + 2;
  return side === "input" ? 2 * layer + 1 : undefined;
}
