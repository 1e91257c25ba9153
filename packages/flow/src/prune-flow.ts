import { checkOptions, type OptionNames, requireArguments, groupBy } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { happyPath } from "./happy-path.ts";
import { endNode, type Flow, type FlowEdge, startNode } from "./flow.ts";

/** What {@link pruneFlow} considers too rare to show. */
export interface PruneFlowOptions {
  /**
   * Drops nodes that occur less often than this share of the most frequent node. Default: 0.023, or as much more as
   * leaves at most 30 nodes, yet never so much that no way from start to end is left.
   */
  readonly minimumShare?: number | undefined;
  /**
   * Drops edges that are less than this share of what leads from a node to others that are kept, but for those of the
   * path that is taken most often ({@link happyPath}). Default: 0.05.
   */
  readonly minimumProbability?: number | undefined;
}

const pruneFlowOptionNames: OptionNames<PruneFlowOptions> = { minimumShare: true, minimumProbability: true };

/** More nodes than this nobody takes in. */
const readableNodes = 30;

/**
 * The main lines of a flow, for looking at: without rare nodes and edges, without edges from a node to itself, and
 * without what then lies on no path from start to end. Counts and probabilities stay those of the whole flow: what is
 * missing to 1 at a node went on to what was dropped. Scores are better computed on the whole flow.
 *
 * @throws InvalidArgumentError for shares below 0 or without end
 */
export function pruneFlow(flow: Flow, options: PruneFlowOptions = {}): Flow {
  checkOptions("pruneFlow", options, pruneFlowOptionNames);
  requireArguments("pruneFlow", arguments, 1);
  const { minimumShare, minimumProbability = 0.05 } = options;
  for (const [name, share] of Object.entries({ minimumShare: minimumShare ?? 0, minimumProbability })) {
    if (!(share >= 0 && Number.isFinite(share)))
      throw new InvalidArgumentError(`pruneFlow: ${name} must be a number of at least 0, not ${share}`);
  }
  const most = Math.max(0, ...flow.nodes.map(({ count }) => count));
  if (minimumShare !== undefined) return frequentPart(flow, minimumShare * most, minimumProbability);
  const least = 0.023 * most;
  const steps = [...new Set(flow.nodes.map(({ count }) => count))].filter((count) => count > least);
  let pruned = frequentPart(flow, least, minimumProbability);
  if (pruned.nodes.length === 0) return frequentPart(flow, 0, minimumProbability);
  for (const count of steps.sort((a, b) => a - b)) {
    if (pruned.nodes.length <= readableNodes) break;
    const fewer = frequentPart(flow, count, minimumProbability);
    if (fewer.nodes.length === 0) break;
    pruned = fewer;
  }
  return pruned;
}

/** The flow between nodes that occur at least so often. */
function frequentPart(flow: Flow, leastCount: number, minimumProbability: number): Flow {
  const frequent = new Set<string>([startNode, endNode]);
  for (const { id, count } of flow.nodes) if (count >= leastCount) frequent.add(id);
  const between = onTheWay(
    flow.edges.filter(
      ({ source, target }) => source !== target && frequent.has(source) && frequent.has(target),
    ),
  );
  const leaving = new Map<string, number>();
  for (const { source, count } of between) leaving.set(source, (leaving.get(source) ?? 0) + count);
  const path = [startNode, ...(happyPath({ nodes: flow.nodes, edges: between }) ?? []), endNode];
  const edges = onTheWay(
    between.filter(
      ({ source, target, count }) =>
        count >= minimumProbability * (leaving.get(source) as number) ||
        path[path.indexOf(source) + 1] === target,
    ),
  );
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
