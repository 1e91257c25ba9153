import type { InferenceSession, Tensor } from "onnxruntime-common";
import { graphNode } from "../onnx/graph-node.ts";
import { outputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";

const noTensor = "sdialog.no_tensor";

/** Adds what {@link runInto} asks for: an output that is no tensor, before all others. */
export function offerNoTensor(graph: OnnxGraph): void {
  graph.nodes.push(graphNode("SequenceEmpty", [], [noTensor]));
  graph.outputs.unshift(outputValue(noTensor));
}

/**
 * Runs a session that writes into given tensors, and hands nothing else out. A tensor may be an input, too: an operation
 * that keeps its past and its present in the same place then moves nothing.
 *
 * The native part of onnxruntime-node (1.30) also has ONNX Runtime write into the tensors it is given, but then makes a new
 * array of each all the same, which for a key-value cache is the larger part of a token's time. It hands out no list of tensors,
 * and says so when everything is computed and nothing has been copied: so a list is asked for first.
 */
export async function runInto(
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
  targets: Readonly<Record<string, Tensor>>,
): Promise<void> {
  try {
    await session.run(feeds, { [noTensor]: null, ...targets });
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("Non tensor type"))) throw error;
  }
}
