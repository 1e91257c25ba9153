import { groupBy } from "./group-by.ts";
import { endNode, type Flow, type FlowEdge, type FlowNode, startNode } from "./flow.ts";

/** The part of a flow that paths depend on. */
type HappyPathInput = Pick<Flow, "edges"> & { readonly nodes: readonly Pick<FlowNode, "id" | "role">[] };

/**
 * The path from start to end whose least probable step is as probable as possible (the widest path); among those the
 * most probable one as a whole. Prefers paths on which roles alternate, and takes any path where there is none.
 *
 * @returns node ids without start and end; `null` when the end cannot be reached, as after heavy pruning
 */
export function happyPath({ nodes, edges }: HappyPathInput): string[] | null {
  const roles = new Map(nodes.map(({ id, role }) => [id, role]));
  const steps = edges.filter(({ source, target }) => source !== target);
  const alternating = steps.filter(
    ({ source, target }) =>
      source === startNode || target === endNode || roles.get(source) !== roles.get(target),
  );
  return widestPath(alternating) ?? widestPath(steps);
}

function widestPath(edges: readonly FlowEdge[]): string[] | null {
  const narrowest = cheapestPath(edges, (cost, { probability }) => Math.max(cost, 1 / probability));
  if (narrowest === null) return null;
  const wideEnough = edges.filter(({ probability }) => 1 / probability <= narrowest.cost);
  return cheapestPath(wideEnough, (cost, { probability }) => cost - Math.log(probability))?.nodes ?? null;
}

/** Dijkstra's algorithm; `extend` must never make a path cheaper. */
function cheapestPath(
  edges: readonly FlowEdge[],
  extend: (cost: number, edge: FlowEdge) => number,
): { readonly cost: number; readonly nodes: string[] } | null {
  const leaving = groupBy(edges, ({ source }) => source);
  const open = new Map<string, { cost: number; nodes: string[] }>([[startNode, { cost: 0, nodes: [] }]]);
  const settled = new Set<string>();
  for (;;) {
    const next = cheapest(open);
    if (next === null) return null;
    const [node, path] = next;
    if (node === endNode) return { cost: path.cost, nodes: path.nodes.slice(0, -1) };
    open.delete(node);
    settled.add(node);
    for (const edge of leaving.get(node) ?? []) {
      const cost = extend(path.cost, edge);
      if (settled.has(edge.target) || cost >= (open.get(edge.target)?.cost ?? Number.POSITIVE_INFINITY))
        continue;
      open.set(edge.target, { cost, nodes: [...path.nodes, edge.target] });
    }
  }
}

function cheapest<Path extends { cost: number }>(open: ReadonlyMap<string, Path>): [string, Path] | null {
  let best: [string, Path] | null = null;
  for (const [node, path] of open) {
    if (best === null || path.cost < best[1].cost) best = [node, path];
  }
  return best;
}
