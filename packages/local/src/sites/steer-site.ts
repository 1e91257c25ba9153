import { dataTypes } from "../onnx/field-numbers.ts";
import { graphNode } from "../onnx/graph-node.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { computesInHalf } from "../onnx/computes-in-half.ts";
import { changeSite } from "./open-site.ts";
import { unpack } from "./packed-sites.ts";
import type { GraphSite } from "./site.ts";

/** Names of the tensors that steer one site. All are float32, whatever the model computes in. */
export interface SiteSteering {
  /** [width, k]: what is read from the stream. */
  readonly read: string;
  /** [k]: added to what was read. */
  readonly bias: string;
  /** [batch, positions, k]: by which each token's result is multiplied. */
  readonly gate: string;
  /** [k, width]: what is written back for each. */
  readonly write: string;
  /** [batch or 1, positions or 1, width or 1]: added besides. */
  readonly added: string | undefined;
}

/**
 * Splices x + ((x · read + bias) ∘ gate) · write into the graph where `site` is made; its readers get the result.
 * Every edit of the stream along directions (adding, removing, scaling, fixing a component), in any order, can be
 * written in this form. With gates of 0 nothing changes. What functions change is added.
 */
export function steerSite(graph: OnnxGraph, site: GraphSite, steering: SiteSteering): void {
  const { tensor } = site;
  const { read, bias, gate, write, added } = steering;
  unpack(graph, site);
  const before = `${tensor}/before`;
  const name = (part: string): string => `sdialog.steer/${tensor}/${part}`;
  const half = computesInHalf(graph);
  const wide = half ? name("wide") : before;
  const along = added === undefined ? name("change") : name("along");
  const change = half ? name("change.half") : name("change");
  changeSite(graph, site, before, change);
  if (half) graph.nodes.push(graphNode("Cast", [before], [wide], { to: dataTypes.float32 }));
  graph.nodes.push(
    graphNode("MatMul", [wide, read], [name("component")]),
    graphNode("Add", [name("component"), bias], [name("shifted")]),
    graphNode("Mul", [name("shifted"), gate], [name("gated")]),
    graphNode("MatMul", [name("gated"), write], [along]),
  );
  if (added !== undefined) graph.nodes.push(graphNode("Add", [along, added], [name("change")]));
  // Not every tensor of such a model is float16: the change takes the type of what it is added to.
  if (half) graph.nodes.push(graphNode("CastLike", [name("change"), before], [change]));
}
