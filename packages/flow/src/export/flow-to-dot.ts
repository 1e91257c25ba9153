import { requireArguments } from "@sdialog/core/internal";
import type { Flow } from "../flow.ts";
import { flowGraphView, type FlowNodeView, percent } from "./flow-graph-view.ts";
import { roleColor } from "./role-color.ts";
import { wrapText } from "./wrap-text.ts";

/** A flow as Graphviz DOT. Borders and edges are the thicker the more often they occur. */
export function flowToDot(flow: Flow): string {
  requireArguments("flowToDot", arguments, 1);
  const { nodes, edges } = flowGraphView(flow);
  return [
    "digraph flow {",
    '  graph [rankdir=TB, nodesep=0.35, ranksep=0.6, bgcolor="transparent"];',
    '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11, margin="0.15,0.08"];',
    '  edge [fontname="Helvetica", fontsize=9, color="#64748b", fontcolor="#475569"];',
    ...nodes.map((node) => `  ${node.key} [${nodeStyle(node)}];`),
    ...edges.map(
      ({ source, target, probability }) =>
        `  ${source} -> ${target} [label=${quote(percent(probability))}, penwidth=${(0.5 + 3.5 * probability).toFixed(2)}, weight=${Math.max(1, Math.round(10 * probability))}];`,
    ),
    "}",
    "",
  ].join("\n");
}

function nodeStyle({ kind, label, role, count, share, roleIndex }: FlowNodeView): string {
  if (kind !== "utterance") return `label=${quote(label)}, shape=oval, style=filled, fillcolor="#e2e8f0"`;
  const { fill, border } = roleColor(roleIndex);
  const lines = [...wrapText(label, 30), `${role} · ${count}`];
  return `label=${quote(lines.join("\n"))}, fillcolor="${fill}", color="${border}", penwidth=${(0.8 + 2.2 * share).toFixed(2)}`;
}

/** Graphviz reads backslashes and HTML entities inside quotes. */
function quote(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
  return `"${escaped.replaceAll("\n", "\\n")}"`;
}
