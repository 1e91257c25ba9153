import { requireArguments } from "@sdialog/core/internal";
import type { Flow } from "../flow.ts";
import { flowGraphView, type FlowNodeView, percent } from "./flow-graph-view.ts";
import { roleColor } from "./role-color.ts";
import { wrapText } from "./wrap-text.ts";

/** A flow as a Mermaid flowchart, for Markdown. */
export function flowToMermaid(flow: Flow): string {
  requireArguments("flowToMermaid", arguments, 1);
  const { nodes, edges } = flowGraphView(flow);
  const roles = [...new Set(nodes.map(({ roleIndex }) => roleIndex))].filter((index) => index >= 0);
  return [
    "flowchart TD",
    ...nodes.map((node) => `  ${nodeId(node.key)}${shape(node)}`),
    ...edges.map(
      ({ source, target, probability }) =>
        `  ${nodeId(source)} -->|${percent(probability)}| ${nodeId(target)}`,
    ),
    ...roles.map((index) => {
      const { fill, border } = roleColor(index);
      return `  classDef role${index} fill:${fill},stroke:${border},color:#0f172a`;
    }),
    "",
  ].join("\n");
}

// A bare "end" closes a block in Mermaid.
function nodeId(key: string): string {
  return key === "end" ? "finish" : key;
}

function shape({ kind, label, role, count, roleIndex }: FlowNodeView): string {
  if (kind !== "utterance") return `(["${label}"])`;
  const text = wrapText(label, 60).map(escapeText).join("<br>");
  return `["${text}<br>${escapeText(role)} · ${count}"]:::role${roleIndex}`;
}

/** Every character that Mermaid, Markdown or HTML could read as more than itself, as an entity code. */
function escapeText(text: string): string {
  return text.replaceAll(/["#&<>`\\[\](){}|*_~;%]/g, (character) => `#${character.charCodeAt(0)};`);
}
