import type { Flow } from "../flow.ts";
import { escapeMarkup } from "@sdialog/core/internal";
import { flowGraphView } from "./flow-graph-view.ts";

const keys = `  <key id="id" for="node" attr.name="id" attr.type="string"/>
  <key id="role" for="node" attr.name="role" attr.type="string"/>
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="count" for="node" attr.name="count" attr.type="int"/>
  <key id="examples" for="node" attr.name="examples" attr.type="string"/>
  <key id="edge-count" for="edge" attr.name="count" attr.type="int"/>
  <key id="probability" for="edge" attr.name="probability" attr.type="double"/>`;

/** A flow as GraphML, for Gephi, NetworkX, yEd and the like. Examples stand one to a line. */
export function flowToGraphml(flow: Flow): string {
  const { nodes, edges } = flowGraphView(flow);
  const nodeLines = nodes.map(
    ({ key, id, role, label, count, examples }) =>
      `    <node id="${key}">${[
        data("id", id),
        data("role", role),
        data("label", label),
        data("count", count),
        data("examples", examples.join("\n")),
      ].join("")}</node>`,
  );
  const edgeLines = edges.map(
    ({ source, target, count, probability }) =>
      `    <edge source="${source}" target="${target}">${data("edge-count", count)}${data("probability", probability)}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    keys,
    '  <graph id="flow" edgedefault="directed">',
    ...nodeLines,
    ...edgeLines,
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function data(key: string, value: string | number): string {
  return `<data key="${key}">${escapeMarkup(String(value))}</data>`;
}
