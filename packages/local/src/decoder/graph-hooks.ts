import { ModelError } from "@sdialog/llm";
import type * as ort from "onnxruntime-common";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { captureSite } from "../sites/capture-site.ts";
import { type GraphSite, type Site, siteName } from "../sites/site.ts";
import { SiteMap } from "../sites/site-map.ts";
import { type SteeringInputs, steerSites } from "../sites/steer-sites.ts";

/** Sites to be looked at or edited. They cost next to nothing while they are not used. */
export interface HookedSites {
  readonly capture: readonly Site[];
  readonly steer: readonly Site[];
  /** Those of `steer` that functions change. */
  readonly change?: readonly Site[];
}

/** What was added to a graph. */
export interface GraphHooks {
  /** Finds sites in the graph as it was before. */
  readonly sites: SiteMap | undefined;
  /** Tensors by site name. */
  readonly captured: ReadonlyMap<string, string>;
  /** The captured sites that are attention weights. */
  readonly attention: ReadonlySet<string>;
  /** Tensors in the order of computation: the output of one module may be the input of the next. */
  readonly steered: readonly string[];
  readonly steering: SteeringInputs;
}

const noHooks: GraphHooks = {
  sites: undefined,
  captured: new Map(),
  attention: new Set(),
  steered: [],
  steering: { groups: [], added: new Map() },
};

/** @param apart see {@link steerSites} */
export function addHooks(
  graph: OnnxGraph,
  hooks: HookedSites | undefined,
  { model, apart }: { readonly model: string; readonly apart: boolean },
): GraphHooks {
  if (hooks === undefined) return noHooks;
  const sites = new SiteMap(graph, model);
  const find = (wanted: readonly Site[]): readonly GraphSite[] =>
    wanted.flatMap((site) => sites.resolve(site));
  const [steer, capture] = [inOrder(graph, find(hooks.steer)), find(hooks.capture)];
  const weights = steer.find(({ isAttention }) => isAttention);
  if (weights !== undefined)
    throw new ModelError(`${weights.path} can be looked at, but not steered`, {
      kind: "invalid_request",
      model,
      hint: "Steer the layer, or what its attention returns.",
    });
  const byTensor = new Map<string, GraphSite>();
  for (const site of steer) if (!byTensor.has(site.tensor)) byTensor.set(site.tensor, site);
  const changed = new Set(find(hooks.change ?? []).map(({ tensor }) => tensor));
  const steering = steerSites(graph, [...byTensor.values()], { changed, apart });
  // Also outputs, so that ONNX Runtime tells their widths.
  for (const site of steer) captureSite(graph, site);
  const captured = new Map(capture.map((site) => [siteName(site), captureSite(graph, site)]));
  const attention = new Set(capture.filter(({ isAttention }) => isAttention).map(siteName));
  return { sites, captured, attention, steered: [...byTensor.keys()], steering };
}

/** Sites in the order in which the graph, as it came, computes them. */
function inOrder(graph: OnnxGraph, sites: readonly GraphSite[]): readonly GraphSite[] {
  const places = new Map(
    graph.nodes.flatMap(({ name, outputs }, place) =>
      [name, ...outputs].map((each) => [each, place] as const),
    ),
  );
  const placeOf = ({ sumOf, partOf, tensor }: GraphSite): number =>
    places.get(sumOf ?? partOf?.tensor ?? tensor) ?? -1;
  return sites.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Whether sites that share inputs can: what is the same module in every layer need not be as wide in every one. */
export function haveOneWidth({ groups }: SteeringInputs, known: ReadonlyMap<string, number>): boolean {
  return groups.every(
    ({ tensors }) =>
      tensors.length === 1 ||
      tensors.every((tensor) => known.has(tensor) && known.get(tensor) === known.get(tensors[0] ?? "")),
  );
}

/** Widths of steered tensors, as far as ONNX Runtime knows the shapes of what is captured. */
export function widths(session: ort.InferenceSession): ReadonlyMap<string, number> {
  return new Map(
    session.outputMetadata.flatMap((output) => {
      const width = output.isTensor ? output.shape.at(-1) : undefined;
      return typeof width === "number" && width > 0 ? [[output.name, width] as const] : [];
    }),
  );
}
