import { dataTypes } from "../onnx/field-numbers.ts";
import { graphNode } from "../onnx/graph-node.ts";
import { inputValue, outputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { computesInHalf } from "../onnx/computes-in-half.ts";
import { openSite } from "./open-site.ts";
import { SiteMap } from "./site-map.ts";

/** The input that takes states of the residual stream, [1, positions, width], as float32. */
export const lensInput = "sdialog.lens";

/** The input that says how many of the most probable tokens are wanted, and the outputs that tell them. */
export const lensCount = "sdialog.lens_count";
export const lensOutputs = {
  probabilities: "sdialog.lens_probabilities",
  tokens: "sdialog.lens_tokens",
} as const;

/**
 * Cuts a model down to what comes after its layers: the final norm and the output projection, from whose logits the most
 * probable tokens are chosen here, as a vocabulary of logits for each state takes as long to hand out as to compute.
 */
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
    inputValue(lensCount, "int64", [1]),
    ...shapes,
  );
  const [wide, all] = ["sdialog.lens_logits", "sdialog.lens_softmax"];
  const { probabilities, tokens } = lensOutputs;
  graph.nodes.push(
    graphNode("Cast", ["logits"], [wide], { to: dataTypes.float32 }),
    graphNode("Softmax", [wide], [all], { axis: -1 }),
    graphNode("TopK", [all, lensCount], [probabilities, tokens], { axis: -1 }),
  );
  graph.outputs.splice(
    0,
    graph.outputs.length,
    ...graph.outputs.filter(({ name }) => name === "logits"),
    outputValue(probabilities),
    outputValue(tokens),
  );
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
