import { graphNode } from "../onnx/graph-node.ts";
import { inputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { type GraphSite, siteName } from "./site.ts";
import { steerSite } from "./steer-site.ts";

/** Names of the inputs that steer a graph. All are float32, whatever the model computes in. */
export interface SteeringInputs {
  readonly groups: readonly SteeredGroup[];
  /** By tensor, of those that functions change: [batch or 1, positions or 1, width or 1]. */
  readonly added: ReadonlyMap<string, string>;
}

/**
 * Sites that share inputs, which hold the terms of all of them. An input for each site, however small, costs a pass more
 * than what is computed with it.
 */
export interface SteeredGroup {
  /** The steered tensors, all of one width. */
  readonly tensors: readonly string[];
  /** [width, k] */
  readonly read: string;
  /** [k] */
  readonly bias: string;
  /** [batch, positions, tensors · k]: which terms act on each token, tensor by tensor. k is 1 at least. */
  readonly gate: string;
  /** [k, width] */
  readonly write: string;
}

/** From this version of the operators on, a node says into how many parts it splits a tensor. */
const saysHowMany = 18;

/**
 * Makes sites of a graph such that inputs steer them; see {@link steerSite}.
 *
 * @param sites each of another tensor
 * @param changed the tensors that functions change
 * @param apart whether each site gets inputs of its own; otherwise those of the same module in every layer share them
 */
export function steerSites(
  graph: OnnxGraph,
  sites: readonly GraphSite[],
  { changed, apart }: { readonly changed: ReadonlySet<string>; readonly apart: boolean },
): SteeringInputs {
  const added = new Map(
    sites.flatMap(({ tensor }) =>
      changed.has(tensor) ? [[tensor, `sdialog.steer/${tensor}/added`] as const] : [],
    ),
  );
  for (const name of added.values()) {
    const dimensions = ["rows", "positions", "width"].map((size) => `${name}.${size}`);
    graph.inputs.push(inputValue(name, "float32", dimensions));
  }
  const groups = new Map<string, GraphSite[]>();
  for (const site of sites) {
    const key = apart ? site.tensor : moduleOf(site);
    groups.set(key, [...(groups.get(key) ?? []), site]);
  }
  return {
    groups: [...groups.values()].map((group, index) => steerGroup(graph, group, index, added)),
    added,
  };
}

/** What a site is in each layer. */
function moduleOf(site: GraphSite): string {
  return siteName(site).replaceAll(/\.\d+(?=[.#]|$)/g, ".*");
}

function steerGroup(
  graph: OnnxGraph,
  sites: readonly GraphSite[],
  index: number,
  added: ReadonlyMap<string, string>,
): SteeredGroup {
  const tensors = sites.map(({ tensor }) => tensor);
  const name = (part: string): string => `sdialog.steer/${index}/${part}`;
  const group = { tensors, read: name("read"), bias: name("bias"), gate: name("gate"), write: name("write") };
  const [k, width] = [name("k"), name("width")];
  graph.inputs.push(
    inputValue(group.read, "float32", [width, k]),
    inputValue(group.bias, "float32", [k]),
    inputValue(group.gate, "float32", ["batch_size", "sequence_length", name("all_k")]),
    inputValue(group.write, "float32", [k, width]),
  );
  const gates = sites.length === 1 ? [group.gate] : tensors.map((tensor) => `${group.gate}/${tensor}`);
  if (sites.length > 1) {
    const count = (graph.opsets.get("") ?? 0) >= saysHowMany ? { num_outputs: sites.length } : {};
    graph.nodes.push(graphNode("Split", [group.gate], gates, { axis: 2, ...count }));
  }
  for (const [place, site] of sites.entries())
    steerSite(graph, site, { ...group, gate: gates[place] as string, added: added.get(site.tensor) });
  return group;
}
