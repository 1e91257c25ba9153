import { instance } from "@viz-js/viz";
import type { FlowGraphView } from "./flow-graph-view.ts";

/** Where a node stands, in pixels, y downwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Every node's place in a layered drawing by Graphviz, in which only edges from `threshold` on count. */
export async function layOutGraph(
  { nodes, edges }: FlowGraphView,
  threshold: number,
): Promise<ReadonlyMap<string, Place>> {
  const graphviz = await instance();
  const source = [
    "digraph {",
    "rankdir=TB; nodesep=0.4; ranksep=0.8; node [shape=box, fixedsize=true, width=2.7, height=0.8];",
    ...nodes.map(({ key }) => `${key};`),
    ...edges
      .filter(({ probability }) => probability >= threshold)
      .map(
        (edge) =>
          `${edge.source} -> ${edge.target} [weight=${Math.max(1, Math.round(20 * edge.probability))}];`,
      ),
    "}",
  ].join("\n");
  const laid = graphviz.renderJSON(source) as { objects: readonly { name: string; pos: string }[] };
  return new Map(
    laid.objects.map(({ name, pos }) => {
      const [x = 0, y = 0] = pos.split(",").map(Number);
      return [name, { x, y: -y }];
    }),
  );
}
