import { dataTypes, tensorFields, valueInfoFields } from "./field-numbers.ts";
import {
  bytesField,
  fields,
  joined,
  type Part,
  payload,
  text,
  textField,
  varintField,
  varints,
} from "./wire.ts";

/** An input or output of a graph. */
export interface GraphValue {
  readonly name: string;
  /** Element type as a number of TensorProto.DataType, where it is written. */
  readonly type?: number | undefined;
  readonly bytes: Uint8Array;
}

/** A constant of a graph. */
export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export function parseValue(bytes: Uint8Array): GraphValue {
  let name = "";
  let type: number | undefined;
  for (const field of fields(bytes)) {
    if (field.number === valueInfoFields.name) name = text(bytes, field);
    // TypeProto.tensor_type, then its elem_type: both field 1.
    if (field.number === valueInfoFields.type) type = firstNumber(firstMessage(payload(bytes, field)));
  }
  return { name, type, bytes };
}

function firstMessage(bytes: Uint8Array): Uint8Array {
  const field = [...fields(bytes)].find(({ number }) => number === 1);
  return field === undefined ? new Uint8Array() : payload(bytes, field);
}

function firstNumber(bytes: Uint8Array): number | undefined {
  return [...fields(bytes)].find(({ number }) => number === 1)?.value;
}

export function parseInitializer(bytes: Uint8Array): Initializer {
  let name = "";
  const shape: number[] = [];
  for (const field of fields(bytes)) {
    if (field.number === tensorFields.name) name = text(bytes, field);
    if (field.number === tensorFields.dims) shape.push(...varints(bytes, field));
  }
  return { name, shape, bytes };
}

/** An output of which only the name is given: ONNX Runtime infers type and shape. */
export function outputValue(name: string): GraphValue {
  return { name, bytes: joined(textField(valueInfoFields.name, name)) };
}

/** An input of the given element type; dimensions are numbers or the names of free ones. */
export function inputValue(
  name: string,
  type: keyof typeof dataTypes,
  shape: readonly (number | string)[],
): GraphValue {
  const dimensions: Part = shape.map((size) =>
    bytesField(1, typeof size === "number" ? varintField(1, size) : textField(2, size)),
  );
  const tensorType: Part = bytesField(1, [varintField(1, dataTypes[type]), bytesField(2, dimensions)]);
  return {
    name,
    bytes: joined([textField(valueInfoFields.name, name), bytesField(valueInfoFields.type, tensorType)]),
  };
}

/** A constant of 64-bit integers; without a shape a scalar. */
export function integerConstant(name: string, values: readonly number[], scalar = false): Initializer {
  const shape = scalar ? [] : [values.length];
  const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return {
    name,
    shape,
    bytes: joined([
      ...shape.map((size) => varintField(tensorFields.dims, size)),
      varintField(tensorFields.dataType, dataTypes.int64),
      textField(tensorFields.name, name),
      bytesField(tensorFields.rawData, data),
    ]),
  };
}
