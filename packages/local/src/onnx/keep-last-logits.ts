import { integerConstant, inputValue } from "./graph-value.ts";
import { graphNode, type GraphNode } from "./graph-node.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/** The input that says from which position on logits are wanted: −n for the last n. */
export const firstLogitInput = "sdialog.first_logit";

/** Inputs that say how many logits are wanted. */
const lastLogitInputs: ReadonlySet<string> = new Set([firstLogitInput, "num_logits_to_keep"]);

const end = "sdialog.end";
const axis = "sdialog.sequence_axis";
const multiplications: ReadonlySet<string> = new Set(["MatMul", "MatMulNBits", "MatMulInteger", "Gemm"]);

/**
 * Makes the graph compute logits for the last positions only, by a slice before the output projection. A prompt of
 * a thousand tokens and a vocabulary of 150,000 would otherwise make 600 MB of logits nobody reads.
 *
 * @returns whether the projection was found
 */
export function keepLastLogits(graph: OnnxGraph): boolean {
  const projection = outputProjection(graph);
  const hidden = projection?.inputs[0];
  if (projection === undefined || hidden === undefined) return false;
  const sliced = "sdialog.last_hidden";
  const slice = graphNode("Slice", [hidden, firstLogitInput, end, axis], [sliced]);
  const narrowed = { ...projection, inputs: [sliced, ...projection.inputs.slice(1)] };
  graph.nodes = graph.nodes.flatMap((node) => (node === projection ? [slice, narrowed] : [node]));
  graph.inputs.push(inputValue(firstLogitInput, "int64", [1]));
  graph.initializers.push(integerConstant(end, [Number.MAX_SAFE_INTEGER]), integerConstant(axis, [1]));
  return true;
}

/**
 * What holds numbers for the last positions alone: the logits, and what they are computed from after the slice. Their width
 * does not tell them, as a model may be as wide inside as its vocabulary.
 */
export function ofLastPositions(graph: OnnxGraph): ReadonlySet<string> {
  const asked = graph.inputs.map(({ name }) => name).filter((name) => lastLogitInputs.has(name));
  if (asked.length === 0) return new Set();
  const consumers = graph.consumers();
  const found = new Set(["logits", ...asked]);
  // A set that is walked through also gives what is added on the way.
  for (const tensor of found) {
    for (const { outputs } of consumers.get(tensor) ?? [])
      for (const output of outputs) if (output !== "") found.add(output);
  }
  return found;
}

/** The multiplication that makes the logits, found by walking back over what only rescales them. */
function outputProjection(graph: OnnxGraph): GraphNode | undefined {
  const producers = graph.producers();
  let node = producers.get("logits");
  for (let steps = 0; node !== undefined && steps < 8; steps++) {
    if (multiplications.has(node.operator)) return node.operator === "Gemm" ? undefined : node;
    node = node.inputs.map((input) => producers.get(input)).find((producer) => producer !== undefined);
  }
  return undefined;
}
