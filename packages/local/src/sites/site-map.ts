import { nearestName } from "@sdialog/core/internal";
import { ModelError } from "@sdialog/llm";
import { holdsSubgraph } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { attentionSites, attentionWeights } from "./attention-sites.ts";
import { fusedSites, isFused } from "./fused-sites.ts";
import { type NodeScope, scopeFromMetadata, scopeFromName } from "./node-scope.ts";
import { packedSites } from "./packed-sites.ts";
import { scopedSites } from "./scoped-sites.ts";
import { type GraphSite, type Site, siteName, type SiteFinder } from "./site.ts";
import { type StreamSites, streamSites } from "./stream-sites.ts";

/** The path of the list of a model's layers, in graphs that do not say what it is called. */
const usualLayers = "model.layers";
const layerPath = /^(?:(.+)\.)?(layers|h|blocks)\.(\d+|\*)(\..+)?$/;

/** The sites of one graph, whatever tool exported it. */
export class SiteMap {
  readonly #model: string;
  readonly #finder: SiteFinder;
  readonly #packed: SiteFinder["find"];
  /** `model.layers`, `transformer.h`. */
  readonly #layersPath: string;
  /** Attention weights, by the path of their site. */
  readonly #attention: ReadonlyMap<string, GraphSite>;
  /** Found by how sums follow each other, whatever nodes are called; left out where it cannot be followed. */
  readonly #stream: StreamSites | undefined;

  /** @throws ModelError `unsupported` for a graph whose modules cannot be told apart */
  constructor(graph: OnnxGraph, model: string) {
    this.#model = model;
    const named = namedSites(graph);
    this.#layersPath = layersPathOf(named?.finder) ?? usualLayers;
    this.#stream = streamSites(graph, this.#layersPath, named?.scopeOf);
    this.#attention = new Map(attentionSites(graph, this.#layersPath).map((site) => [site.path, site]));
    if (named === undefined && this.#stream === undefined) throw nameless(graph, model);
    this.#finder = named?.finder ?? { style: "structure", paths: [], find: () => undefined };
    this.#packed = packedSites(graph, (site) => this.#finder.find(site));
  }

  get style(): SiteFinder["style"] {
    return this.#finder.style;
  }

  /** Paths of the modules that have an output, in the order of computation. */
  get paths(): readonly string[] {
    return this.#paths.filter((path) => this.#find({ path, side: "output" }) !== undefined);
  }

  /** What the last layer returns and the final norm reads; `undefined` where the stream cannot be followed. */
  get end(): GraphSite | undefined {
    return this.#stream?.all.at(-1);
  }

  get #paths(): readonly string[] {
    const layers = Array.from(
      { length: this.#stream?.layers ?? 0 },
      (_, index) => `${this.#layersPath}.${index}`,
    );
    return [...new Set([...this.#finder.paths, ...layers, ...this.#attention.keys()])];
  }

  /**
   * The sites a path stands for; `*` matches one part of a path, and `residual` is every state of the residual
   * stream, whatever the side. Attention weights are only meant where a pattern ends in their name: they are no
   * activations, and cannot be steered. Layers are also known by the names a Llama gives them: `model.layers.3.mlp` is
   * `transformer.h.3.mlp` in a GPT-2.
   * @throws ModelError when it stands for none
   */
  resolve({ path, side }: Site): readonly GraphSite[] {
    if (path === "residual" && this.#stream !== undefined) return this.#stream.all;
    const full = this.#fullPath(path);
    const paths = full.includes("*") ? this.#matching(full) : [full];
    const found = paths.flatMap((each) => this.#find({ path: each, side }) ?? []);
    if (found.length === 0) throw this.#notFound({ path, side });
    return found;
  }

  #matching(pattern: string): readonly string[] {
    const matches = matcher(pattern);
    const meansAttention = pattern.split(".").at(-1) === attentionWeights;
    return this.#paths.filter((path) => matches(path) && (meansAttention || !this.#attention.has(path)));
  }

  /** Optimizers fuse nodes and drop their names, but cannot change how the stream runs through the layers. */
  #find(site: Site): GraphSite | undefined {
    const attention = this.#attention.get(site.path);
    if (attention !== undefined) return site.side === "output" ? attention : undefined;
    const [, list, kind, index, inside] = layerPath.exec(site.path) ?? [];
    if (index !== undefined && inside === undefined && `${list}.${kind}` === this.#layersPath) {
      const state = this.#stream?.layer(Number(index), site.side);
      if (state !== undefined) return { ...site, ...state };
    }
    return (
      this.#finder.find(site) ??
      this.#packed(site) ??
      this.#stream?.all.find(({ path, side }) => path === site.path && side === site.side)
    );
  }

  /** `layers.3` and `model.layers.3` are the fourth layer of every model, `norm` is its final norm. */
  #fullPath(path: string): string {
    const [, list = "model", kind, index, inside = ""] = layerPath.exec(path) ?? [];
    if (kind === "layers" && list === "model") return `${this.#layersPath}.${index}${inside}`;
    const usual = /^(embed_tokens|norm)$/.test(path) ? `model.${path}` : path;
    return usual === "model.norm" && !this.#finder.paths.includes(usual)
      ? (this.#stream?.finalNorm ?? usual)
      : usual;
  }

  #notFound(site: Site): ModelError {
    const { style } = this.#finder;
    const paths = this.#paths;
    const nearest = nearestName(site.path, paths);
    return new ModelError(
      `has no module ${siteName(site)}${nearest === undefined ? "" : `; the nearest name is ${nearest}`}`,
      {
        kind: "invalid_request",
        model: this.#model,
        hint: `Its ${style} graph has ${paths.length} modules, among them ${paths.slice(0, 8).join(", ")}.`,
      },
    );
  }
}

/** The modules of a graph whose nodes say where they come from. */
function namedSites(
  graph: OnnxGraph,
): { readonly finder: SiteFinder; readonly scopeOf: NodeScope } | undefined {
  if (isFused(graph)) return { finder: fusedSites(graph), scopeOf: scopeFromName };
  if (graph.nodes.some((node) => isLayer(scopeFromName(node))))
    return {
      finder: scopedSites(graph, "scoped", scopeFromName, (tensor) => /_output_\d+$/.test(tensor)),
      scopeOf: scopeFromName,
    };
  if (graph.nodes.some((node) => isLayer(scopeFromMetadata(node))))
    return { finder: scopedSites(graph, "dynamo", scopeFromMetadata), scopeOf: scopeFromMetadata };
  return undefined;
}

function nameless(graph: OnnxGraph, model: string): ModelError {
  const nested = graph.nodes.find(holdsSubgraph);
  return new ModelError(
    nested === undefined
      ? `its graph of ${graph.nodes.length} nodes names no modules and has no residual stream that could be followed; the first node is ${graph.nodes[0]?.operator} "${graph.nodes[0]?.name}"`
      : `its graph is inside an ${nested.operator} node ("${nested.name}"), where it cannot be looked into`,
    {
      kind: "unsupported",
      model,
      hint: "The model can still chat. To look inside, use an export that is not merged (optimum-cli export onnx --no-post-process) or one by onnxruntime-genai.",
    },
  );
}

function layersPathOf(finder: SiteFinder | undefined): string | undefined {
  const first = finder?.paths.find((path) => /(^|\.)(layers|h|blocks)\.0$/.test(path));
  return first?.slice(0, -2);
}

function isLayer(scope: string): boolean {
  return /(^|\.)(layers|h|blocks)\.\d+/.test(scope);
}

function matcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split(".");
  return (path) => {
    const other = path.split(".");
    return (
      parts.length === other.length && parts.every((part, index) => part === "*" || part === other[index])
    );
  };
}
