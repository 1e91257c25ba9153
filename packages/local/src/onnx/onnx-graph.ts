import { DataFormatError } from "@sdialog/core";
import { graphFields, modelFields, opsetFields } from "./field-numbers.ts";
import { type GraphNode, nodePart, parseNode } from "./graph-node.ts";
import { parseInitializer, parseValue, type GraphValue, type Initializer } from "./graph-value.ts";
import { bytesField, fields, joined, type Part, payload, text } from "./wire.ts";

/** An ONNX model that can be edited. What is not touched is written back byte for byte. */
export class OnnxGraph {
  /** In the order of the file. */
  nodes: GraphNode[] = [];
  readonly initializers: Initializer[] = [];
  readonly inputs: GraphValue[] = [];
  readonly outputs: GraphValue[] = [];
  /** Operator set version by domain; the standard domain is "". */
  readonly opsets = new Map<string, number>();
  readonly #modelRest: Uint8Array[] = [];
  readonly #graphRest: Uint8Array[] = [];

  /** @throws DataFormatError when the bytes are not an ONNX model */
  constructor(model: Uint8Array) {
    let graphs = 0;
    for (const field of fields(model)) {
      if (field.number === modelFields.graph) {
        graphs++;
        this.#readGraph(payload(model, field));
        continue;
      }
      if (field.number === modelFields.opset) this.#readOpset(payload(model, field));
      this.#modelRest.push(model.subarray(field.start, field.end));
    }
    if (graphs !== 1 || this.nodes.length === 0) {
      throw new DataFormatError("not an ONNX model: it holds no graph", {
        hint: "Download the file again, or export the model to ONNX.",
      });
    }
  }

  /** The model with all edits, as the bytes of an ONNX file. */
  serialize(): Uint8Array {
    const graph: Part = [
      ...this.nodes.map((node) => bytesField(graphFields.node, nodePart(node))),
      ...this.initializers.map(({ bytes }) => bytesField(graphFields.initializer, bytes)),
      ...this.inputs.map(({ bytes }) => bytesField(graphFields.input, bytes)),
      ...this.outputs.map(({ bytes }) => bytesField(graphFields.output, bytes)),
      ...this.#graphRest,
    ];
    return joined([...this.#modelRest, bytesField(modelFields.graph, graph)]);
  }

  /** The node that makes each tensor. */
  producers(): ReadonlyMap<string, GraphNode> {
    return new Map(this.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  }

  /** The nodes that read each tensor. */
  consumers(): ReadonlyMap<string, readonly GraphNode[]> {
    const result = new Map<string, GraphNode[]>();
    for (const node of this.nodes) {
      for (const input of new Set(node.inputs)) {
        const known = result.get(input);
        if (known === undefined) result.set(input, [node]);
        else known.push(node);
      }
    }
    return result;
  }

  #readGraph(graph: Uint8Array): void {
    const names = new Set<string>();
    for (const field of fields(graph)) {
      const bytes = payload(graph, field);
      if (field.number === graphFields.node) this.nodes.push(withOwnName(parseNode(bytes), names));
      else if (field.number === graphFields.initializer) this.initializers.push(parseInitializer(bytes));
      else if (field.number === graphFields.input) this.inputs.push(parseValue(bytes));
      else if (field.number === graphFields.output) this.outputs.push(parseValue(bytes));
      else this.#graphRest.push(graph.subarray(field.start, field.end));
    }
  }

  #readOpset(opset: Uint8Array): void {
    let domain = "";
    let version = 0;
    for (const field of fields(opset)) {
      if (field.number === opsetFields.domain) domain = text(opset, field);
      if (field.number === opsetFields.version) version = field.value;
    }
    this.opsets.set(domain === "ai.onnx" ? "" : domain, version);
  }
}

/** ONNX leaves it to a tool whether nodes have names, and whether these differ. What edits a node finds it by its own. */
function withOwnName(node: GraphNode, names: Set<string>): GraphNode {
  let { name } = node;
  for (let count = names.size; name === "" || names.has(name); count++)
    name = `${node.name || "node"}_${count}`;
  names.add(name);
  return name === node.name ? node : { ...node, name };
}
