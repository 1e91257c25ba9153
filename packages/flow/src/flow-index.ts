import { groupBy } from "@sdialog/core/internal";
import type { Flow, FlowNode } from "./flow.ts";

/** What scoring looks up in a flow again and again. */
export interface FlowIndex {
  readonly nodesOf: ReadonlyMap<string, readonly FlowNode[]>;
  /** Source → target → how often. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often a node is left. */
  readonly leaving: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<Flow, FlowIndex>();

/** The index of a flow, made once. */
export function flowIndex(flow: Flow): FlowIndex {
  const known = indexes.get(flow);
  if (known !== undefined) return known;
  const counts = new Map<string, Map<string, number>>();
  const leaving = new Map<string, number>();
  for (const { source, target, count } of flow.edges) {
    const targets = counts.get(source) ?? new Map<string, number>();
    counts.set(source, targets.set(target, count));
    leaving.set(source, (leaving.get(source) ?? 0) + count);
  }
  const index = { nodesOf: groupBy(flow.nodes, ({ role }) => role), counts, leaving };
  indexes.set(flow, index);
  return index;
}
