import type { EdgeLabel, Graph, GraphLabel, NodeLabel } from "@dagrejs/dagre";
import type { Flow } from "../flow.ts";
import { requireArguments, escapeMarkup } from "@sdialog/core/internal";
import { type CurvePiece, curvePath, curvePoints, type Place, rounded } from "./edge-curve.ts";
import {
  type FlowEdgeView,
  type FlowGraphView,
  flowGraphView,
  type FlowNodeView,
  percent,
  sharesSay,
} from "./flow-graph-view.ts";
import { freePlaces } from "./free-places.ts";
import { roleColor } from "./role-color.ts";
import { textWidth } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

const font = 11;
const lineHeight = 14;
const edgeFont = 10;
/** Roles that reach beyond go on in another line. */
const legendWidth = 460;
const margin = 10;
const edgeColor = "#64748b";

interface Box {
  readonly node: FlowNodeView;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly edge: FlowEdgeView;
  readonly text: string;
}

type FlowLayout = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/**
 * A flow as a drawing from top to bottom, which a browser prints on one page. Borders and edges are the thicker the more
 * often they occur; the legend says whose the colours are, and what the numbers are shares of.
 */
export async function flowToSvg(flow: Flow): Promise<string> {
  requireArguments("flowToSvg", arguments, 1);
  const view = flowGraphView(flow);
  const boxes = new Map(view.nodes.map((node) => [node.key, box(node)]));
  const lines = view.edges.map((edge): Line => ({ edge, text: percent(edge.probability) }));
  const graph = await layOut(boxes, lines);
  const top = graph.graph().height ?? 0;
  const legend = drawnLegend(view, top + 8);
  const height = top + 8 + legend.height;
  const width = Math.max(drawnWidth(graph, lines), legend.width);
  const size = `${rounded(width)} ${rounded(height)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${rounded(width)}" height="${rounded(height)}" role="img" aria-label="Flow of ${flow.paths.length} dialogues" font-family="Helvetica, Arial, sans-serif" text-anchor="middle">`,
    "<style>@page { margin: 12mm; } @media print { svg:root { width: 100%; height: 100vh; } }</style>",
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${edgeColor}"/></marker></defs>`,
    ...lines.map(({ edge }) => drawnEdge(edge, graph)),
    ...drawnNumbers(lines, graph),
    ...[...boxes].map(([key, of]) => drawnBox(of, graph.node(key))),
    legend.markup,
    "</svg>",
    "",
  ].join("\n");
}

/** The roles with their colours, and what the numbers are shares of, below the drawing. */
function drawnLegend(
  { roles }: FlowGraphView,
  top: number,
): { markup: string; width: number; height: number } {
  let [x, y, width] = [margin, top + 8, 0];
  const items = roles.map((role, index) => {
    const { fill, border } = roleColor(index);
    const wide = 14 + font * textWidth(role) + 18;
    if (x > margin && x + wide > legendWidth) [x, y] = [margin, y + 18];
    const item = `<circle cx="${rounded(x + 5)}" cy="${rounded(y)}" r="5" fill="${fill}" stroke="${border}" stroke-width="1.5"/>${textLine(role, x + 14, y, font, 'fill="#1f2933" text-anchor="start"')}`;
    x += wide;
    width = Math.max(width, x);
    return item;
  });
  y += 18;
  const words = textLine(sharesSay, margin, y, edgeFont, 'fill="#52606d" text-anchor="start"');
  width = Math.max(width, margin + edgeFont * textWidth(sharesSay)) + margin;
  return { markup: [...items, words].join("\n"), width, height: y + 12 - top };
}

function box(node: FlowNodeView): Box {
  const { kind, label, role, count } = node;
  const lines = kind === "utterance" ? [...wrapText(label, 30), `${role} · ${count}`] : [label];
  const width = font * Math.max(...lines.map(textWidth)) + 24;
  return { node, lines, width, height: lineHeight * lines.length + 14 };
}

/** Places nodes in ranks and bends edges around them (Gansner et al. 1993). */
async function layOut(boxes: ReadonlyMap<string, Box>, lines: readonly Line[]): Promise<FlowLayout> {
  const dagre = await import("@dagrejs/dagre");
  const graph = new dagre.Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: "TB", nodesep: 25, ranksep: 40, marginx: margin, marginy: margin });
  for (const [key, { width, height }] of boxes) graph.setNode(key, { width, height });
  for (const { edge, text } of lines) {
    graph.setEdge(edge.source, edge.target, {
      width: edgeFont * textWidth(text) + 6,
      height: edgeFont + 4,
      labelpos: "c",
      weight: Math.max(1, Math.round(10 * edge.probability)),
    });
  }
  dagre.layout(graph);
  return graph;
}

function drawnEdge(edge: FlowEdgeView, graph: FlowLayout): string {
  const width = rounded(0.5 + 3.5 * edge.probability);
  return `<path d="${curvePath(curveOf(edge, graph))}" fill="none" stroke="${edgeColor}" stroke-width="${width}" marker-end="url(#arrow)"/>`;
}

function curveOf({ source, target }: FlowEdgeView, graph: FlowLayout): readonly CurvePiece[] {
  const [from, to, label] = [graph.node(source), graph.node(target), graph.edge(source, target)];
  return source === target ? loop(from, label) : curve(from, to, label.points?.slice(1, -1) ?? []);
}

/** The shares, none of them where another edge, a box or another share is. */
function drawnNumbers(lines: readonly Line[], graph: FlowLayout): string[] {
  const numbers = lines.map(({ edge, text }) => {
    const { x = 0, y = 0 } = graph.edge(edge.source, edge.target);
    const line = curvePoints(curveOf(edge, graph));
    return { x, y, width: edgeFont * textWidth(text) + 4, height: edgeFont + 4, line };
  });
  const boxes = graph.nodes().map((key: string) => {
    const { x = 0, y = 0, width, height } = graph.node(key);
    return { x, y, width, height };
  });
  const halo = 'fill="#334155" stroke="#ffffff" stroke-width="3" paint-order="stroke"';
  return freePlaces(numbers, boxes).map(({ x, y }, index) =>
    textLine((lines[index] as Line).text, x, y, edgeFont, halo),
  );
}

function drawnBox({ node, lines, width, height }: Box, { x = 0, y = 0 }: NodeLabel): string {
  const { kind, roleIndex, share } = node;
  const { fill, border } =
    kind === "utterance" ? roleColor(roleIndex) : { fill: "#e2e8f0", border: "#475569" };
  const corner = kind === "utterance" ? 6 : height / 2;
  const frame = `<rect x="${rounded(x - width / 2)}" y="${rounded(y - height / 2)}" width="${rounded(width)}" height="${rounded(height)}" rx="${corner}" fill="${fill}" stroke="${border}" stroke-width="${rounded(0.8 + 2.2 * share)}"/>`;
  const top = y - (lineHeight * (lines.length - 1)) / 2;
  const texts = lines.map((line, index) =>
    textLine(line, x, top + lineHeight * index, font, 'fill="#0f172a"'),
  );
  return `<g><title>${escapeMarkup(node.label)}</title>${frame}${texts.join("")}</g>`;
}

function textLine(text: string, x: number, y: number, size: number, style: string): string {
  // Below the middle by a third of the font's size, which is where its letters stand.
  return `<text x="${rounded(x)}" y="${rounded(y + 0.35 * size)}" font-size="${size}" ${style}>${escapeMarkup(text)}</text>`;
}

/** The layout's own width leaves out the labels of edges from a node to itself. */
function drawnWidth(graph: FlowLayout, lines: readonly Line[]): number {
  const rightmost = lines.map(({ edge: { source, target } }) => {
    const { x = 0, width = 0 } = graph.edge(source, target);
    return x + width / 2 + margin;
  });
  return Math.max(graph.graph().width ?? 0, ...rightmost);
}

/** From the right side of a box round to where it began, through the label. */
function loop({ x = 0, y = 0, width, height }: NodeLabel, label: EdgeLabel): CurvePiece[] {
  const [right, reach] = [x + width / 2, height / 4];
  const far = right + ((label.x ?? right) - right) / 0.75;
  const at = (across: number, down: number): Place => ({ x: across, y: y + down });
  return [[at(right, -reach), at(far, -reach), at(far, reach), at(right, reach)]];
}

/**
 * From box to box through all bends, upright in each: the label, which is one of them, lies on the line, and nothing
 * juts out.
 */
function curve(from: NodeLabel, to: NodeLabel, bends: readonly Place[]): CurvePiece[] {
  const end = port(to, bends.at(-1) ?? { x: from.x ?? 0, y: from.y ?? 0 });
  let last = port(from, bends[0] ?? end);
  return [...bends, end].map((point): CurvePiece => {
    const middle = (last.y + point.y) / 2;
    const piece: CurvePiece = [last, { x: last.x, y: middle }, { x: point.x, y: middle }, point];
    last = point;
    return piece;
  });
}

/** Where an edge meets a box: above or below it, as near as can be to where the edge comes from. */
function port({ x = 0, y = 0, width, height }: NodeLabel, towards: Place): Place {
  const reach = Math.max(0, width / 2 - 12);
  return {
    x: Math.max(x - reach, Math.min(x + reach, towards.x)),
    y: towards.y < y ? y - height / 2 : y + height / 2,
  };
}
