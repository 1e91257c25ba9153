import { attributeFields, attributeTypes, entryFields, nodeFields } from "./field-numbers.ts";
import {
  bytesField,
  type Field,
  fields,
  floatField,
  joined,
  type Part,
  payload,
  text,
  textField,
  varintField,
} from "./wire.ts";

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly operator: string;
  /** "" is the standard operator set. */
  readonly domain: string;
  /** Names of tensors; "" for an optional one that is absent. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Everything else (attributes, metadata), as it is written. */
  readonly rest: Part;
}

/** What an attribute of a new node may be. Integers are written as INT, `{ float }` as FLOAT, lists as INTS. */
export type AttributeValue = number | { readonly float: number } | readonly number[];

const readFields: ReadonlySet<number> = new Set([
  nodeFields.input,
  nodeFields.output,
  nodeFields.name,
  nodeFields.opType,
  nodeFields.domain,
]);

export function parseNode(bytes: Uint8Array): GraphNode {
  const all = [...fields(bytes)];
  const texts = (number: number): string[] =>
    all.filter((field) => field.number === number).map((field) => text(bytes, field));
  const first = (number: number): string => texts(number)[0] ?? "";
  return {
    name: first(nodeFields.name),
    operator: first(nodeFields.opType),
    domain: first(nodeFields.domain),
    inputs: texts(nodeFields.input),
    outputs: texts(nodeFields.output),
    rest: all
      .filter((field) => !readFields.has(field.number))
      .map((field) => bytes.subarray(field.start, field.end)),
  };
}

export function nodePart(node: GraphNode): Part {
  return [
    ...node.inputs.map((input) => textField(nodeFields.input, input)),
    ...node.outputs.map((output) => textField(nodeFields.output, output)),
    textField(nodeFields.name, node.name),
    textField(nodeFields.opType, node.operator),
    ...(node.domain === "" ? [] : [textField(nodeFields.domain, node.domain)]),
    node.rest,
  ];
}

/** A new node, named after its first output. */
export function graphNode(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): GraphNode {
  return {
    name: outputs[0] ?? operator,
    operator,
    domain: "",
    inputs,
    outputs,
    rest: Object.entries(attributes).map(([name, value]) => attributePart(name, value)),
  };
}

/** The node with an attribute of this value, whatever it was before. */
export function withAttribute(node: GraphNode, name: string, value: AttributeValue): GraphNode {
  const others = [...flatParts(node.rest)].filter((bytes) => !isAttribute(bytes, name));
  return { ...node, rest: [...others, attributePart(name, value)] };
}

/** Whether a field, as it is written, is this attribute. */
function isAttribute(bytes: Uint8Array, name: string): boolean {
  return [...fields(bytes)].some((field) => {
    if (field.number !== nodeFields.attribute) return false;
    const inner = payload(bytes, field);
    return [...fields(inner)].some(
      (each) => each.number === attributeFields.name && text(inner, each) === name,
    );
  });
}

/** The value of a number attribute, or `undefined` when the node does not have it. */
export function numberAttribute(node: GraphNode, name: string): number | undefined {
  for (const { bytes, all } of messages(node, nodeFields.attribute)) {
    if (!all.some((field) => field.number === attributeFields.name && text(bytes, field) === name)) continue;
    for (const field of all) {
      if (field.number === attributeFields.int) return field.value;
      if (field.number === attributeFields.float)
        return new DataView(bytes.buffer, bytes.byteOffset + field.payload, 4).getFloat32(0, true);
    }
  }
  return undefined;
}

/** The node's metadata properties (IR version 10). */
export function nodeMetadata(node: GraphNode): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const { bytes, all } of messages(node, nodeFields.metadata)) {
    const value = (number: number): string => {
      const field = all.find((each) => each.number === number);
      return field === undefined ? "" : text(bytes, field);
    };
    result.set(value(entryFields.key), value(entryFields.value));
  }
  return result;
}

/** Whether a node holds graphs of its own (If, Loop): their inside cannot be reached from outside. */
export function holdsSubgraph(node: GraphNode): boolean {
  return ["If", "Loop", "Scan"].includes(node.operator);
}

interface NestedMessage {
  readonly bytes: Uint8Array;
  readonly all: readonly Field[];
}

function* messages(node: GraphNode, number: number): Generator<NestedMessage> {
  for (const bytes of flatParts(node.rest)) {
    for (const field of fields(bytes)) {
      if (field.number !== number) continue;
      const inner = payload(bytes, field);
      yield { bytes: inner, all: [...fields(inner)] };
    }
  }
}

function* flatParts(part: Part): Generator<Uint8Array> {
  if (part instanceof Uint8Array) yield part;
  else for (const inner of part) yield* flatParts(inner);
}

/** Joined, so that it reads like one that came from a file. */
function attributePart(name: string, value: AttributeValue): Uint8Array {
  return joined(
    bytesField(nodeFields.attribute, [textField(attributeFields.name, name), ...attributeValue(value)]),
  );
}

function attributeValue(value: AttributeValue): Part[] {
  if (typeof value === "number")
    return [varintField(attributeFields.int, value), varintField(attributeFields.type, attributeTypes.int)];
  if ("float" in value)
    return [
      floatField(attributeFields.float, value.float),
      varintField(attributeFields.type, attributeTypes.float),
    ];
  return [
    ...value.map((each) => varintField(attributeFields.ints, each)),
    varintField(attributeFields.type, attributeTypes.ints),
  ];
}
