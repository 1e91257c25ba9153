import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Flow } from "../flow.ts";
import { happyPath } from "../happy-path.ts";
import { escapeMarkup } from "@sdialog/core/internal";
import { flowGraphView, type FlowGraphView, type FlowNodeView, sharesSay } from "./flow-graph-view.ts";
import { pageScript } from "./page/page-script.ts";
import { pageStyle } from "./page/page-style.ts";
import { roleColor } from "./role-color.ts";
import { wrapText } from "./wrap-text.ts";

/** What the page of a flow shows. */
export interface FlowPageOptions {
  /** Heading of the page. Default: "Dialogue flow". */
  readonly title?: string | undefined;
  /** Edges less probable than this are hidden at first, in [0, 1]. Default: as low as can be read. */
  readonly threshold?: number | undefined;
  /** How many dialogues can be replayed, from the first. Default: 100. */
  readonly dialogs?: number | undefined;
}

const flowPageOptionNames: OptionNames<FlowPageOptions> = { title: true, threshold: true, dialogs: true };

/**
 * A flow as one self-contained page: reveal edges by threshold or node by node, replay a dialogue, search what is
 * said. It loads nothing from anywhere (its content policy forbids it), so it can be archived and sent by mail.
 */
export async function flowToHtml(flow: Flow, options: FlowPageOptions = {}): Promise<string> {
  checkOptions("flowToHtml", options, flowPageOptionNames);
  requireArguments("flowToHtml", arguments, 1);
  const { title = "Dialogue flow", threshold = null, dialogs = 100 } = options;
  const view = flowGraphView(flow);
  const data = {
    nodes: view.nodes.map((node) => ({
      ...node,
      ...roleColor(node.roleIndex),
      text: [...wrapText(node.label, 30), ...(node.kind === "utterance" ? [said(node)] : [])].join("\n"),
    })),
    edges: view.edges,
    happyPath: keysOf(view, happyPath(flow) ?? []),
    dialogs: replayable(flow, view, dialogs),
    threshold,
  };
  const name = escapeMarkup(title);
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
<label>Edges from <input id="threshold" type="range" min="0" max="100" step="1" value="0"> <output id="threshold-value"></output></label>
<label>Search <input id="search" type="search"> <output id="found"></output></label>
<label>Replay <select id="dialog"><option value="-1">no dialogue</option></select></label>
<span><button id="previous" type="button">Back</button> <button id="next" type="button">Next turn</button> <button id="whole" type="button">Whole graph</button> <button id="reset" type="button">Start over</button></span>
</header>
<main><ul id="legend" aria-label="What the drawing shows">${legend(view)}</ul><div id="graph" role="img" aria-label="Graph of what is said and what follows it; the panel beside it lists the same in words"></div><img id="printed" alt=""></main>
<aside>
<ol id="turns" aria-label="Turns of the replayed dialogue"></ol>
<section id="details" aria-live="polite"></section>
</aside>
<footer><span id="status" role="status"></span></footer>
<script type="application/json" id="flow-data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
${[...(await libraries()), pageScript].map((script) => `<script>${inlined(script)}</script>`).join("\n")}
</body>
</html>
`;
}

/** How often a box was said, by whom. */
function said({ role, count }: FlowNodeView): string {
  return `${role} · ${count} ${count === 1 ? "time" : "times"}`;
}

/** The roles with their colours, and what the numbers are shares of. */
function legend({ roles }: FlowGraphView): string {
  const items = roles.map((role, index) => {
    const { border, fill, darkBorder, darkFill } = roleColor(index);
    const look = `fill: light-dark(${fill}, ${darkFill}); stroke: light-dark(${border}, ${darkBorder})`;
    return `<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect x="1" y="1" width="10" height="10" rx="2" style="${look}" stroke-width="2"/></svg> ${escapeMarkup(role)}</li>`;
  });
  return [...items, `<li>${sharesSay}</li>`].join("");
}

function keysOf(view: FlowGraphView, ids: readonly string[]): (string | null)[] {
  const keys = new Map(view.nodes.map(({ id, key }) => [id, key]));
  return ids.map((id) => keys.get(id) ?? null);
}

/** Dialogues by the keys of nodes; a step to a node that is not drawn has none. */
function replayable(flow: Flow, view: FlowGraphView, most: number): unknown[] {
  return flow.paths.slice(0, most).map(({ dialogId, steps }) => {
    const keys = keysOf(
      view,
      steps.map(({ node }) => node),
    );
    return {
      id: dialogId,
      steps: steps.map(({ speaker, text }, index) => ({ node: keys[index] ?? null, speaker, text })),
    };
  });
}

/** The libraries the page works with, each with its licence. */
async function libraries(): Promise<string[]> {
  const require = createRequire(import.meta.url);
  const dagre = join(dirname(require.resolve("@dagrejs/dagre")), "dagre.min.js");
  return [
    await readFile(require.resolve("cytoscape/dist/cytoscape.min.js"), "utf8"),
    (await readFile(`${dagre}.LEGAL.txt`, "utf8")) + (await readFile(dagre, "utf8")),
  ];
}

/** A script inside a page ends at the first "</script", and has no source map beside it. */
function inlined(script: string): string {
  const alone = script.replaceAll(/^\/\/# sourceMappingURL=.*$/gm, "");
  return alone.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll("<!--", String.raw`<\!--`);
}
