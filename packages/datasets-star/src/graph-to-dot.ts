import { requireArguments } from "@sdialog/core/internal";
import type { StarGraph } from "./star-task.ts";

/** A task's flow chart in the DOT language of Graphviz, one edge a line. */
export function graphToDot(name: string, graph: StarGraph): string {
  requireArguments("graphToDot", arguments, 2);
  const edges = Object.entries(graph).map(([from, to]) => `  ${dotId(from)} -> ${dotId(to)};`);
  return [`digraph ${dotId(name)} {`, ...edges, "}"].join("\n");
}

function dotId(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !/^(?:node|edge|graph|digraph|subgraph|strict)$/i.test(name);
  return isPlain ? name : `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
