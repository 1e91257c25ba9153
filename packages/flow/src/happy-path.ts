import { requireArguments, groupBy } from "@sdialog/core/internal";
import { endNode, type Flow, type FlowEdge, type FlowNode, startNode } from "./flow.ts";

/** The part of a flow that paths depend on. */
type HappyPathInput = Pick<Flow, "edges"> & { readonly nodes: readonly Pick<FlowNode, "id" | "role">[] };

/**
 * The path from start to end whose steps were taken most often: the one with the least Σ 1/count, which avoids rare
 * steps first of all and then detours. How probable a step is would mislead: what follows something said once follows it
 * for certain. Prefers paths on which roles alternate, and takes any path where there is none.
 *
 * @returns node ids without start and end; `null` when the end cannot be reached, as after heavy pruning
 */
export function happyPath(flow: HappyPathInput): string[] | null {
  requireArguments("happyPath", arguments, 1);
  const { nodes, edges } = flow;
  const roles = new Map(nodes.map(({ id, role }) => [id, role]));
  const steps = edges.filter(({ source, target }) => source !== target);
  const alternating = steps.filter(
    ({ source, target }) =>
      source === startNode || target === endNode || roles.get(source) !== roles.get(target),
  );
  return mostTravelled(alternating) ?? mostTravelled(steps);
}

/** Dijkstra's algorithm. */
function mostTravelled(edges: readonly FlowEdge[]): string[] | null {
  const leaving = groupBy(edges, ({ source }) => source);
  const open = new Map<string, { cost: number; nodes: string[] }>([[startNode, { cost: 0, nodes: [] }]]);
  const settled = new Set<string>();
  for (;;) {
    const next = cheapest(open);
    if (next === null) return null;
    const [node, path] = next;
    if (node === endNode) return path.nodes.slice(0, -1);
    open.delete(node);
    settled.add(node);
    for (const { target, count } of leaving.get(node) ?? []) {
      const cost = path.cost + 1 / count;
      if (settled.has(target) || cost >= (open.get(target)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      open.set(target, { cost, nodes: [...path.nodes, target] });
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
