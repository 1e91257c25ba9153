/**
 * What the page of a flow does in the browser. Reads the data from `#flow-data`, draws with the inlined cytoscape.
 * Text reaches the page through `textContent` alone, so that nothing said in a dialogue becomes markup.
 */
export const pageScript = String.raw`
"use strict";
const data = JSON.parse(document.getElementById("flow-data").textContent);
const byId = (id) => document.getElementById(id);
const nodeOf = new Map(data.nodes.map((node) => [node.key, node]));
const percent = (p) => (100 * p < 1 ? (100 * p).toFixed(1) : (100 * p).toFixed(0)) + "%";
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const nodeWidth = 230;
const heightOf = (node) => node.kind === "utterance" ? 18 + 17 * node.text.split("\n").length : 38;
/** Below this scale nobody reads the boxes. */
const readable = 0.8;

const edgeId = (source, target) => source + ">" + target;
const shareId = (source, target) => "share:" + source + ">" + target;

const cy = cytoscape({
  container: byId("graph"),
  elements: [
    ...data.nodes.map((node) => ({
      group: "nodes",
      data: { id: node.key, text: node.text, light: { fill: node.fill, border: node.border }, dark: { fill: node.darkFill, border: node.darkBorder }, width: 1 + 3 * node.share, height: heightOf(node) },
      classes: node.kind,
    })),
    ...data.edges.map((edge) => ({
      group: "edges",
      classes: edge.source === edge.target ? "loop" : "",
      data: { id: edge.source + ">" + edge.target, source: edge.source, target: edge.target, text: edge.source === edge.target ? percent(edge.probability) : "", width: 1 + 4 * edge.probability },
    })),
    // The number of an edge has a place of its own in the layout, so that no other edge crosses it.
    ...data.edges.filter((edge) => edge.source !== edge.target).map((edge) => ({
      group: "nodes",
      data: { id: shareId(edge.source, edge.target), text: percent(edge.probability) },
      classes: "share",
      selectable: false,
      grabbable: false,
    })),
  ],
  layout: { name: "preset" },
  minZoom: 0.05,
  maxZoom: 1.6,
  style: styleOf(dark),
});

/** On a dark screen, or on a light one and on paper. */
function styleOf(dark) {
  const [line, paper, ink] = dark ? ["#94a3b8", "#14191f", "#e4e7eb"] : ["#64748b", "#ffffff", "#1f2933"];
  const own = (key) => (node) => node.data(dark ? "dark" : "light")?.[key] ?? line;
  return [
    { selector: "node", style: { shape: "round-rectangle", width: nodeWidth, label: "data(text)", "text-wrap": "wrap", "text-max-width": nodeWidth - 12, "text-valign": "center", "text-halign": "center", "font-size": 13, "line-height": 1.25, "font-family": "system-ui, sans-serif", color: ink } },
    { selector: "node.utterance, node.start, node.end", style: { height: "data(height)", "background-color": own("fill"), "border-color": own("border"), "border-width": "data(width)" } },
    { selector: "node.start, node.end", style: { shape: "ellipse", width: 76, "background-color": dark ? "#323c47" : "#e4e7eb", "border-color": line } },
    { selector: "node.share", style: { shape: "round-rectangle", width: 38, height: 17, "font-size": 12, "background-color": paper, "background-opacity": 1, "border-width": 0, events: "no" } },
    { selector: "edge", style: { "curve-style": "round-segments", "segment-radii": 10, "z-compound-depth": "bottom", width: "data(width)", "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", label: "data(text)", "font-size": 12, color: ink, "text-background-color": paper, "text-background-opacity": 1, "text-background-padding": 2, opacity: 0.85 } },
    { selector: "edge.loop", style: { "curve-style": "bezier", "control-point-step-size": 50 } },
    { selector: ".hidden", style: { display: "none" } },
    { selector: ".faded", style: { opacity: 0.15 } },
    { selector: "node.found, node:selected", style: { "border-color": "#dc2626", "border-width": 5 } },
    { selector: "node.past", style: { "border-color": "#7c3aed", "border-width": 4 } },
    { selector: "edge.past", style: { "line-color": "#7c3aed", "target-arrow-color": "#7c3aed", opacity: 1 } },
    { selector: "node.now", style: { "border-color": "#dc2626", "border-width": 7 } },
  ];
}

const leaving = new Map();
for (const edge of data.edges) leaving.set(edge.source, [...(leaving.get(edge.source) ?? []), edge]);
const happy = ["start", ...data.happyPath, "end"];
const revealed = new Set();
let found = [];
const replay = { dialog: -1, step: -1 };
let laidOut = "";

/** Nodes and edges to show: the happy path, what the threshold reaches from the start, what was opened, found or replayed. */
function shown(least) {
  const path = replayed();
  const edges = new Set([...happy.slice(1).map((key, index) => edgeId(happy[index], key)), ...path.edges]);
  const nodes = new Set([...happy, ...path.nodes, ...found]);
  for (const key of nodes) {
    for (const edge of leaving.get(key) ?? []) {
      if (edge.probability < least && !revealed.has(key)) continue;
      edges.add(edgeId(edge.source, edge.target));
      nodes.add(edge.target);
    }
  }
  return { nodes, edges, path };
}

function layOut(nodes, edges) {
  const now = [...nodes].sort().join() + [...edges].sort().join();
  if (now === laidOut) return false;
  laidOut = now;
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 30, edgesep: 16, ranksep: 44 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const key of nodes) graph.setNode(key, { width: nodeWidth, height: heightOf(nodeOf.get(key)) });
  for (const edge of data.edges) {
    if (edges.has(edgeId(edge.source, edge.target)) && edge.source !== edge.target) graph.setEdge(edge.source, edge.target, { weight: Math.max(1, Math.round(20 * edge.probability)), width: 40, height: 18, labelpos: "c" });
  }
  dagre.layout(graph);
  const lines = graph.edges().map(({ v, w }) => ({ id: shareId(v, w), at: graph.edge(v, w), points: bend(graph, v, w) }));
  placeShares(lines, [...nodes].map((key) => graph.node(key)));
  for (const key of nodes) {
    const { x, y } = graph.node(key);
    cy.getElementById(key).position({ x, y });
  }
  return true;
}

/** Where an edge meets a box: above or below it, as near as can be to where the edge comes from. */
function port(key, { x, y }, towards) {
  const node = nodeOf.get(key);
  const reach = node.kind === "utterance" ? nodeWidth / 2 - 16 : 0;
  const off = Math.max(-reach, Math.min(reach, towards.x - x));
  const height = heightOf(node) / 2;
  return { x: x + off, y: towards.y < y ? y - height : y + height };
}

/** Leads an edge through the places the layout found for it, in the terms of the library: how far along and how far off. Returns points along it. */
function bend(graph, source, target) {
  const { points } = graph.edge(source, target);
  const bends = points.slice(1, -1);
  const [from, to] = [graph.node(source), graph.node(target)];
  const [start, end] = [port(source, from, bends[0] ?? to), port(target, to, bends.at(-1) ?? from)];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const endpoint = (place, node) => place.x - node.x + "px " + (place.y - node.y) + "px";
  cy.getElementById(edgeId(source, target)).style({
    "edge-distances": "endpoints",
    "source-endpoint": endpoint(start, from),
    "target-endpoint": endpoint(end, to),
    "segment-weights": bends.map((point) => ((point.x - start.x) * dx + (point.y - start.y) * dy) / length ** 2),
    "segment-distances": bends.map((point) => ((point.y - start.y) * dx - (point.x - start.x) * dy) / length),
  });
  const corners = [start, ...bends, end];
  return corners.slice(1).flatMap((to, index) => between(corners[index], to));
}

/** Points of a straight line, close together. */
function between(from, to) {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3));
  return Array.from({ length: steps + 1 }, (_, step) => ({ x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps }));
}

/** Puts each share where no other edge, box or share is: where the layout has it, or as near to that as can be along its edge. */
function placeShares(lines, boxes) {
  const size = { width: 40, height: 19 };
  const places = lines.map(({ at }) => ({ x: at.x, y: at.y, ...size }));
  const apart = (a, b) => Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
  const within = (point, area) => Math.abs(point.x - area.x) < area.width / 2 && Math.abs(point.y - area.y) < area.height / 2;
  lines.forEach(({ id, at, points }, index) => {
    const hits = (area) =>
      lines.filter((other, place) => place !== index && (!apart(area, places[place]) || other.points.some((point) => within(point, area)))).length +
      boxes.filter((box) => !apart(area, box)).length;
    const off = (point) => Math.hypot(point.x - at.x, point.y - at.y);
    let least = hits(places[index]);
    for (const point of least === 0 ? [] : points.toSorted((a, b) => off(a) - off(b))) {
      const area = { ...point, ...size };
      const count = hits(area);
      if (count < least) { places[index] = area; least = count; }
      if (least === 0) break;
    }
    cy.getElementById(id).position({ x: places[index].x, y: places[index].y });
  });
}

/** The whole graph where it can be read as a whole, else its beginning, or what is looked at, at a scale that can. */
function look(key) {
  const seen = cy.elements().not(".hidden");
  cy.fit(seen, 24);
  if (cy.zoom() >= readable) {
    if (cy.zoom() > 1.1) { cy.zoom(1.1); cy.center(seen); }
    return;
  }
  cy.zoom(readable);
  const { x, y } = cy.getElementById(key).position();
  const top = key === "start" ? 30 : cy.height() / 2;
  cy.pan({ x: cy.width() / 2 - x * readable, y: top - y * readable });
}

function refresh(key = "start") {
  const least = Number(byId("threshold").value) / 100;
  byId("threshold-value").textContent = percent(least);
  const { nodes, edges, path } = shown(least);
  let moved = false;
  cy.batch(() => {
    moved = layOut(nodes, edges);
    cy.nodes().not(".share").forEach((node) => { node.toggleClass("hidden", !nodes.has(node.id())); });
    cy.edges().forEach((edge) => {
      const hidden = !edges.has(edge.id());
      edge.toggleClass("hidden", hidden);
      cy.getElementById("share:" + edge.id()).toggleClass("hidden", hidden);
    });
    cy.elements().removeClass("faded past now found");
    for (const key of found) cy.getElementById(key).addClass("found");
    if (replay.dialog >= 0) {
      cy.elements().addClass("faded");
      for (const id of [...path.nodes, ...path.edges, ...path.edges.map((edge) => "share:" + edge)]) cy.getElementById(id).removeClass("faded").addClass("past");
      if (path.now !== null) cy.getElementById(path.now).addClass("now");
    }
  });
  const count = (keys) => data.nodes.filter((node) => node.kind === "utterance" && keys.has(node.key)).length;
  const known = [...edges].filter((id) => cy.getElementById(id).nonempty()).length;
  byId("status").textContent = count(nodes) + " of " + (data.nodes.length - 2) + " nodes, " + known + " of " + data.edges.length + " edges. Click a node to see all that follows it.";
  if (moved) look(key);
  clearTimeout(picturing);
  picturing = setTimeout(picture, 300);
}

/** Paper gets all that is shown, and not the part the screen has room for: a picture at hand before it is asked for, because printing does not wait. */
let picturing = 0;
function picture() {
  const image = byId("printed");
  const { w, h } = cy.elements().not(".hidden").boundingBox();
  image.width = Math.ceil(w);
  image.height = Math.ceil(h);
  cy.style(styleOf(false));
  image.src = cy.png({ full: true, scale: Math.min(2, 6000 / Math.max(w, h)), bg: "#ffffff" });
  cy.style(styleOf(dark));
}
addEventListener("beforeprint", picture);

/** The lowest threshold that shows few enough nodes to be read. */
function readableThreshold() {
  const steps = [1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 100];
  return steps.find((step) => shown(step / 100).nodes.size <= 14) ?? 100;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
}

function describe(key) {
  const node = nodeOf.get(key);
  const panel = byId("details");
  panel.replaceChildren(element("h2", node.label));
  if (node.kind === "utterance") {
    panel.append(element("p", node.role + ", said " + node.count + (node.count === 1 ? " time" : " times"), "quiet"));
    const list = element("ul");
    for (const text of node.examples) list.append(element("li", text));
    panel.append(element("h3", "For example"), list);
  }
  const after = (leaving.get(key) ?? []).toSorted((a, b) => b.probability - a.probability);
  if (after.length === 0) return;
  const most = 12;
  const times = node.count;
  const list = element("ol");
  for (const edge of after.slice(0, most)) {
    const item = element("li");
    const button = element("button", percent(edge.probability) + " " + nodeOf.get(edge.target).label);
    button.append(element("small", " " + edge.count + " of " + times + (times === 1 ? " time" : " times")));
    button.addEventListener("click", () => choose(edge.target));
    item.append(button);
    list.append(item);
  }
  panel.append(element("h3", "Followed by"), list);
  if (after.length > most) panel.append(element("p", "and " + (after.length - most) + " more", "quiet"));
  const rest = times - after.reduce((sum, edge) => sum + edge.count, 0);
  if (rest > 0) panel.append(element("p", "else by what is not in this graph, " + rest + (rest === 1 ? " time" : " times"), "quiet"));
}

function moveTo(view) {
  cy.stop();
  cy.animate({ ...view, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200 });
}

function choose(key) {
  revealed.add(key);
  found = found.filter((other) => other !== key);
  refresh(key);
  cy.nodes().unselect();
  cy.getElementById(key).select();
  describe(key);
}

function replayed() {
  const dialog = data.dialogs[replay.dialog];
  if (dialog === undefined) return { nodes: [], edges: [], now: null };
  const last = Math.min(replay.step, dialog.steps.length);
  const keys = ["start", ...dialog.steps.slice(0, last).map((step) => step.node)];
  if (replay.step > dialog.steps.length) keys.push("end");
  const nodes = keys.filter((key) => key !== null);
  const edges = keys.slice(1).map((key, index) => edgeId(keys[index], key)).filter((id) => cy.getElementById(id).nonempty());
  return { nodes, edges, now: keys.at(-1) };
}

function showReplay() {
  const dialog = data.dialogs[replay.dialog];
  const list = byId("turns");
  list.replaceChildren();
  for (const id of ["previous", "next"]) byId(id).disabled = dialog === undefined;
  if (dialog !== undefined) {
    dialog.steps.forEach((step, index) => {
      const before = index === 0 ? "start" : dialog.steps[index - 1].node;
      const known = step.node !== null && before !== null && cy.getElementById(edgeId(before, step.node)).nonempty();
      const item = element("li", undefined, index + 1 === replay.step ? "now" : index + 1 < replay.step ? "past" : "");
      const button = element("button", (step.speaker === null ? "" : step.speaker + ": ") + step.text);
      button.addEventListener("click", () => { replay.step = index + 1; showReplay(); });
      item.append(button);
      if (!known) item.append(element("span", step.node === null ? " not in this graph" : " unusual step", "mark"));
      if (index + 1 === replay.step) item.setAttribute("aria-current", "step");
      list.append(item);
    });
  }
  location.replace("#" + (replay.dialog < 0 ? "" : "dialog=" + replay.dialog + "&step=" + replay.step));
  refresh();
  const now = replayed().now;
  if (dialog === undefined || now === null) return;
  moveTo({ center: { eles: cy.getElementById(now) } });
  describe(now);
}

function step(by) {
  const dialog = data.dialogs[replay.dialog];
  if (dialog === undefined) return;
  replay.step = Math.max(0, Math.min(dialog.steps.length + 1, replay.step + by));
  showReplay();
}

function search() {
  const wanted = byId("search").value.trim().toLowerCase();
  const holds = (node) => [node.label, ...node.examples].some((text) => text.toLowerCase().includes(wanted));
  found = wanted === "" ? [] : data.nodes.filter((node) => node.kind === "utterance" && holds(node)).map((node) => node.key);
  refresh();
  byId("found").textContent = wanted === "" ? "" : found.length + " found";
  if (found.length === 0) return;
  moveTo({ center: { eles: cy.nodes(".found") } });
  describe(found[0]);
}

for (const [index, dialog] of data.dialogs.entries()) {
  const option = element("option", dialog.id + " (" + dialog.steps.length + " turns)");
  option.value = String(index);
  byId("dialog").append(option);
}
byId("threshold").addEventListener("input", refresh);
byId("search").addEventListener("input", search);
byId("dialog").addEventListener("change", (event) => { replay.dialog = Number(event.target.value); replay.step = 0; showReplay(); });
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("reset").addEventListener("click", () => { revealed.clear(); replay.dialog = -1; byId("dialog").value = "-1"; byId("search").value = ""; byId("threshold").value = initial; search(); showReplay(); });
document.addEventListener("keydown", (event) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "ArrowRight") step(1);
  if (event.key === "ArrowLeft") step(-1);
});
byId("whole").addEventListener("click", () => cy.fit(cy.elements().not(".hidden"), 24));
cy.on("tap", "node", (event) => choose(event.target.id()));

const initial = String(data.threshold === null ? readableThreshold() : 100 * data.threshold);
byId("threshold").value = initial;
const asked = new URLSearchParams(location.hash.slice(1));
if (asked.has("dialog") && data.dialogs[Number(asked.get("dialog"))] !== undefined) {
  replay.dialog = Number(asked.get("dialog"));
  replay.step = Number(asked.get("step") ?? 0);
  byId("dialog").value = String(replay.dialog);
}
describe("start");
showReplay();
globalThis.flowPage = { cy };
`;
