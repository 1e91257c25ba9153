import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { groupBy } from "./group-by.ts";
import { endNode, type Flow, type FlowEdge, startNode, weighEdges } from "./flow.ts";

/** What {@link pruneFlow} considers too rare to show. */
export interface PruneFlowOptions {
  /** Drops nodes that occur less often than this share of the most frequent node. Default: 0.023. */
  readonly minimumShare?: number | undefined;
  /** Drops edges less probable than this. Default: 0.05. */
  readonly minimumProbability?: number | undefined;
}

const pruneFlowOptionNames: OptionNames<PruneFlowOptions> = { minimumShare: true, minimumProbability: true };

/**
 * The main lines of a flow, for looking at: without rare nodes and edges, without edges from a node to itself, and
 * without what then lies on no path from start to end. Probabilities are shares of what is left. Scores are better
 * computed on the whole flow.
 */
export function pruneFlow(flow: Flow, options: PruneFlowOptions = {}): Flow {
  checkOptions("pruneFlow", options, pruneFlowOptionNames);
  const { minimumShare = 0.023, minimumProbability = 0.05 } = options;
  const most = Math.max(...flow.nodes.map(({ count }) => count));
  const frequent = new Set<string>([startNode, endNode]);
  for (const { id, count } of flow.nodes) if (count >= minimumShare * most) frequent.add(id);
  const between = flow.edges.filter(
    ({ source, target }) => source !== target && frequent.has(source) && frequent.has(target),
  );
  const probable = weighEdges(onTheWay(between)).filter(
    ({ probability }) => probability >= minimumProbability,
  );
  const edges = weighEdges(onTheWay(probable));
  const kept = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return { ...flow, nodes: flow.nodes.filter(({ id }) => kept.has(id)), edges };
}

/** Edges on some way from start to end. */
function onTheWay(edges: readonly FlowEdge[]): FlowEdge[] {
  const after = reachable(
    startNode,
    groupBy(edges, ({ source }) => source),
    ({ target }) => target,
  );
  const before = reachable(
    endNode,
    groupBy(edges, ({ target }) => target),
    ({ source }) => source,
  );
  return edges.filter(({ source, target }) => after.has(source) && before.has(target));
}

function reachable(
  from: string,
  edgesAt: ReadonlyMap<string, readonly FlowEdge[]>,
  next: (edge: FlowEdge) => string,
): Set<string> {
  const found = new Set([from]);
  for (const node of found) {
    for (const edge of edgesAt.get(node) ?? []) found.add(next(edge));
  }
  return found;
}
