import { endNode, type Flow, startNode } from "../flow.ts";

/**
 * What every drawing of a flow shows: nodes with start and end among them, under keys of letters and digits, and
 * texts of one line each that any format can hold.
 */
export interface FlowGraphView {
  readonly nodes: readonly FlowNodeView[];
  readonly edges: readonly FlowEdgeView[];
  /** The roles in the order of their places. */
  readonly roles: readonly string[];
}

/** What the numbers of a drawing say; one drawing says it as all do. */
export const sharesSay =
  "Numbers at arrows: of all times a box was said, how often the next was that; the rest to 100% is not drawn";

export interface FlowNodeView {
  /** `n0`, `n1`, … in the order of the flow's nodes; `start` and `end`. */
  readonly key: string;
  readonly kind: "start" | "end" | "utterance";
  readonly id: string;
  readonly role: string;
  readonly label: string;
  readonly count: number;
  /** Share of the most frequent node, in (0, 1]. */
  readonly share: number;
  /** Place of the role among the flow's roles, for colours. */
  readonly roleIndex: number;
  readonly examples: readonly string[];
}

export interface FlowEdgeView {
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly probability: number;
}

export function flowGraphView({ nodes, edges, paths }: Flow): FlowGraphView {
  const most = Math.max(1, ...nodes.map(({ count }) => count));
  const roles = [...new Set(nodes.map(({ role }) => role))];
  const keys = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  keys.set(startNode, "start").set(endNode, "end");
  const marker = (id: string, kind: "start" | "end"): FlowNodeView => ({
    key: kind,
    kind,
    id,
    role: "",
    label: kind,
    count: paths.length,
    share: 1,
    roleIndex: -1,
    examples: [],
  });
  return {
    roles: roles.map(oneLine),
    nodes: [
      marker(startNode, "start"),
      ...nodes.map(({ id, role, label, count, examples }, index): FlowNodeView => ({
        key: `n${index}`,
        kind: "utterance",
        id: oneLine(id),
        role: oneLine(role),
        label: oneLine(label),
        count,
        share: count / most,
        roleIndex: roles.indexOf(role),
        examples: examples.map(oneLine),
      })),
      marker(endNode, "end"),
    ],
    edges: edges.map(({ source, target, count, probability }) => ({
      source: keys.get(source) ?? source,
      target: keys.get(target) ?? target,
      count,
      probability,
    })),
  };
}

/** A probability as people read it: whole percent, or one decimal below one percent. */
export function percent(probability: number): string {
  const value = 100 * probability;
  return `${value < 1 ? value.toFixed(1) : value.toFixed(0)}%`;
}

/** Text without line breaks and without what XML cannot hold: control characters and halves of surrogate pairs. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, "\uFFFD");
}
