import { dataTypes } from "../onnx/field-numbers.ts";
import { graphNode } from "../onnx/graph-node.ts";
import { inputValue } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { computesInHalf } from "../onnx/computes-in-half.ts";
import { openSite } from "./open-site.ts";
import { unpack } from "./packed-sites.ts";
import type { GraphSite } from "./site.ts";

/** Names of the inputs that steer one site. All are float32, whatever the model computes in. */
export interface SteeringInputs {
  /** [width, k]: what is read from the stream. */
  readonly read: string;
  /** [k]: added to what was read. */
  readonly bias: string;
  /** [batch, positions, k]: by which each token's result is multiplied. */
  readonly gate: string;
  /** [k, width]: what is written back for each. */
  readonly write: string;
}

/**
 * Splices x + ((x · read + bias) ∘ gate) · write into the graph where `site` is made; its readers get the result.
 * Every edit of the stream along directions (adding, removing, scaling, fixing a component), in any order, can be
 * written in this form. With k = 0 nothing changes.
 */
export function steerSite(graph: OnnxGraph, site: GraphSite): SteeringInputs {
  const { tensor } = site;
  unpack(graph, site);
  const before = `${tensor}/before`;
  openSite(graph, site, before);
  const name = (part: string): string => `sdialog.steer/${tensor}/${part}`;
  const inputs: SteeringInputs = {
    read: name("read"),
    bias: name("bias"),
    gate: name("gate"),
    write: name("write"),
  };
  graph.inputs.push(
    inputValue(inputs.read, "float32", [name("width"), name("k")]),
    inputValue(inputs.bias, "float32", [name("k")]),
    inputValue(inputs.gate, "float32", ["batch_size", "sequence_length", name("k")]),
    inputValue(inputs.write, "float32", [name("k"), name("width")]),
  );
  const [wide, change] = computesInHalf(graph)
    ? [name("wide"), name("change.half")]
    : [before, name("change")];
  if (wide !== before) graph.nodes.push(graphNode("Cast", [before], [wide], { to: dataTypes.float32 }));
  graph.nodes.push(
    graphNode("MatMul", [wide, inputs.read], [name("component")]),
    graphNode("Add", [name("component"), inputs.bias], [name("shifted")]),
    graphNode("Mul", [name("shifted"), inputs.gate], [name("gated")]),
    graphNode("MatMul", [name("gated"), inputs.write], [name("change")]),
  );
  // Not every tensor of such a model is float16: the change takes the type of what it is added to.
  if (wide !== before) graph.nodes.push(graphNode("CastLike", [name("change"), before], [change]));
  graph.nodes.push(graphNode("Add", [before, change], [tensor]));
  return inputs;
}
