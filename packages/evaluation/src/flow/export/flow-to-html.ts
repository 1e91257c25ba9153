import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Flow } from "../flow.ts";
import { flowGraphView, type FlowGraphView } from "./flow-graph-view.ts";
import { layOutGraph } from "./lay-out-graph.ts";
import { pageScript } from "./page/page-script.ts";
import { pageStyle } from "./page/page-style.ts";
import { roleColor } from "./role-color.ts";
import { wrapText } from "./wrap-text.ts";

export interface FlowPageOptions {
  /** Heading of the page; "Dialogue flow" when not given. */
  readonly title?: string | undefined;
  /** Edges less probable than this are hidden at first, in [0, 1]; 0.1 when not given. */
  readonly threshold?: number | undefined;
  /** How many dialogues can be replayed, from the first; 100 when not given. */
  readonly dialogs?: number | undefined;
}

/**
 * A flow as one self-contained page: reveal edges by threshold or node by node, replay a dialogue, search what is
 * said. It loads nothing from anywhere (its content policy forbids it), so it can be archived and sent by mail.
 */
export async function flowToHtml(flow: Flow, options: FlowPageOptions = {}): Promise<string> {
  const { title = "Dialogue flow", threshold = 0.1, dialogs = 100 } = options;
  const view = flowGraphView(flow);
  const data = { ...(await drawnGraph(view, threshold)), dialogs: replayable(flow, view, dialogs) };
  const name = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>${name}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${name}</h1>
<label>Edges from <input id="threshold" type="range" min="0" max="100" step="1" value="${Math.round(100 * threshold)}"> <output id="threshold-value"></output></label>
<label>Search <input id="search" type="search"> <output id="found"></output></label>
<label>Replay <select id="dialog"><option value="-1">no dialogue</option></select></label>
<span><button id="previous" type="button">Back</button> <button id="next" type="button">Next turn</button> <button id="reset" type="button">Show all</button></span>
</header>
<main id="graph" role="img" aria-label="Graph of what is said and what follows it; the panel beside it lists the same in words"></main>
<aside>
<section id="details" aria-live="polite"></section>
<ol id="turns" aria-label="Turns of the replayed dialogue"></ol>
</aside>
<footer id="status" role="status"></footer>
<script type="application/json" id="flow-data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script>${inlined(await cytoscapeSource())}</script>
<script>${inlined(pageScript)}</script>
</body>
</html>
`;
}

async function drawnGraph(
  view: FlowGraphView,
  threshold: number,
): Promise<Pick<FlowGraphView, "edges" | "nodes">> {
  const places = await layOutGraph(view, threshold);
  const nodes = view.nodes.map((node) => ({
    ...node,
    ...roleColor(node.roleIndex),
    ...places.get(node.key),
    text: wrapText(node.label, 30).join("\n"),
  }));
  return { nodes, edges: view.edges };
}

/** Dialogues by the keys of nodes; a step to a node that is not drawn has none. */
function replayable(flow: Flow, view: FlowGraphView, most: number): unknown[] {
  const keys = new Map(view.nodes.map(({ id, key }) => [id, key]));
  return flow.paths.slice(0, most).map(({ dialogId, steps }) => ({
    id: dialogId,
    steps: steps.map(({ node, speaker, text }) => ({ node: keys.get(node) ?? null, speaker, text })),
  }));
}

function cytoscapeSource(): Promise<string> {
  const require = createRequire(import.meta.url);
  return readFile(require.resolve("cytoscape/dist/cytoscape.min.js"), "utf8");
}

/** A script inside a page ends at the first "</script". */
function inlined(script: string): string {
  return script.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll("<!--", String.raw`<\!--`);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
