import { dataTypes } from "../onnx/field-numbers.ts";
import { graphNode } from "../onnx/graph-node.ts";
import { inputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { computesInHalf } from "../onnx/computes-in-half.ts";
import { openSite } from "./open-site.ts";
import { SiteMap } from "./site-map.ts";

/** The input that takes states of the residual stream, [1, positions, width], as float32. */
export const lensInput = "sdialog.lens";

/** Cuts a model down to what comes after its layers: the final norm and the output projection. */
export function lensGraph(graph: OnnxGraph, model: string): void {
  const sites = new SiteMap(graph, model);
  const final = sites.end ?? sites.resolve({ path: "model.norm", side: "input" })[0];
  if (final === undefined) return;
  const layer = `${final.tensor}/unused`;
  openSite(graph, final, layer);
  graph.nodes.push(
    graphNode("Cast", [lensInput], [final.tensor], {
      to: computesInHalf(graph) ? dataTypes.float16 : dataTypes.float32,
    }),
  );
  keepOnly(graph, "logits");
  // Some graphs shape their output after the tokens fed, whatever those are.
  const read = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  const shapes = graph.inputs.filter(({ name }) => read.has(name));
  graph.inputs.splice(
    0,
    graph.inputs.length,
    inputValue(lensInput, "float32", [1, "positions", "width"]),
    ...shapes,
  );
  graph.outputs.splice(0, graph.outputs.length, ...graph.outputs.filter(({ name }) => name === "logits"));
}

/** Drops every node and constant the output does not depend on. */
function keepOnly(graph: OnnxGraph, output: string): void {
  const producers = graph.producers();
  const needed = new Set<string>();
  const open = [output];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (needed.has(tensor)) continue;
    needed.add(tensor);
    open.push(...(producers.get(tensor)?.inputs ?? []));
  }
  graph.nodes = graph.nodes.filter((node) => node.outputs.some((name) => name !== "" && needed.has(name)));
  const constants = graph.initializers.filter(({ name }) => needed.has(name));
  graph.initializers.splice(0, graph.initializers.length, ...constants);
}
