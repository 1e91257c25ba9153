import { nearestName } from "@sdialog/core/internal";
import { ModelError } from "@sdialog/llm";
import { holdsSubgraph } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { fusedSites, isFused } from "./fused-sites.ts";
import { scopeFromMetadata, scopeFromName } from "./node-scope.ts";
import { residualSites, structuralSites } from "./residual-chain.ts";
import { scopedSites } from "./scoped-sites.ts";
import { type GraphSite, type Site, siteName, type SiteFinder } from "./site.ts";

/** The sites of one graph, whatever tool exported it. */
export class SiteMap {
  readonly #model: string;
  readonly #finder: SiteFinder;
  /** Finds the residual stream whatever nodes are called; left out when its layers are not those the names tell of. */
  readonly #structure: SiteFinder | undefined;
  readonly #residual: readonly GraphSite[];

  /** @throws ModelError `unsupported` for a graph whose modules cannot be told apart */
  constructor(graph: OnnxGraph, model: string) {
    this.#model = model;
    this.#finder = finderFor(graph, model);
    const structure = structuralSites(graph);
    this.#structure = sameLayers(structure, this.#finder) ? structure : undefined;
    this.#residual = residualSites(graph);
  }

  get style(): SiteFinder["style"] {
    return this.#finder.style;
  }

  /** Paths of the modules that have an output, in the order of computation. */
  get paths(): readonly string[] {
    return this.#finder.paths.filter((path) => this.#find({ path, side: "output" }) !== undefined);
  }

  /**
   * The sites a path stands for; `*` matches one part of a path, and `residual` is every state of the residual
   * stream, whatever the side.
   * @throws ModelError when it stands for none
   */
  resolve({ path, side }: Site): readonly GraphSite[] {
    if (path === "residual" && this.#residual.length > 0) return this.#residual;
    const full = this.#fullPath(path);
    const paths = full.includes("*") ? this.#finder.paths.filter(matcher(full)) : [full];
    const found = paths.flatMap((each) => this.#find({ path: each, side }) ?? []);
    if (found.length === 0) throw this.#notFound({ path, side });
    return found;
  }

  /** Optimizers fuse nodes and drop their names, but cannot change how the stream runs through the layers. */
  #find(site: Site): GraphSite | undefined {
    const isStream = /^model\.layers\.\d+$/.test(site.path);
    const found = isStream ? this.#structure?.find(site) : undefined;
    return found ?? this.#finder.find(site) ?? this.#structure?.find(site);
  }

  /** `layers.3` is short for `model.layers.3`. */
  #fullPath(path: string): string {
    return /^(layers|embed_tokens|norm)(\.|$)/.test(path) ? `model.${path}` : path;
  }

  #notFound(site: Site): ModelError {
    const { paths, style } = this.#finder;
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

function finderFor(graph: OnnxGraph, model: string): SiteFinder {
  if (isFused(graph)) return fusedSites(graph);
  if (graph.nodes.some((node) => isLayer(scopeFromName(node))))
    return scopedSites(graph, "scoped", scopeFromName, (tensor) => /_output_\d+$/.test(tensor));
  if (graph.nodes.some((node) => isLayer(scopeFromMetadata(node))))
    return scopedSites(graph, "dynamo", scopeFromMetadata);
  const finder = structuralSites(graph);
  if (finder !== undefined) return finder;
  const nested = graph.nodes.find(holdsSubgraph);
  throw new ModelError(
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

function sameLayers(a: SiteFinder | undefined, b: SiteFinder): boolean {
  return a !== undefined && layerCount(a) === layerCount(b);
}

function layerCount({ paths }: SiteFinder): number {
  return paths.filter((path) => /^model\.layers\.\d+$/.test(path)).length;
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
