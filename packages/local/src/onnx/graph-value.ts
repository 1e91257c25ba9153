import { dataTypes, tensorFields, typeFields, valueInfoFields } from "./field-numbers.ts";
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
  /** Sizes of its dimensions, as far as they are written: numbers, or names of free ones. */
  readonly shape?: readonly (number | string)[] | undefined;
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
  let shape: readonly (number | string)[] = [];
  for (const field of fields(bytes)) {
    if (field.number === valueInfoFields.name) name = text(bytes, field);
    if (field.number !== valueInfoFields.type) continue;
    const [tensor = new Uint8Array()] = messages(payload(bytes, field), typeFields.tensor);
    type = [...fields(tensor)].find(({ number }) => number === typeFields.elementType)?.value;
    shape = messages(tensor, typeFields.shape).flatMap((dimensions) =>
      messages(dimensions, typeFields.dimension).map(dimensionOf),
    );
  }
  return { name, type, shape, bytes };
}

function messages(bytes: Uint8Array, number: number): readonly Uint8Array[] {
  return [...fields(bytes)].filter((field) => field.number === number).map((field) => payload(bytes, field));
}

/** A number, or the name of a free size. */
function dimensionOf(bytes: Uint8Array): number | string {
  const [field] = fields(bytes);
  if (field === undefined) return "";
  return field.number === typeFields.dimensionValue ? field.value : text(bytes, field);
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
    bytesField(
      typeFields.dimension,
      typeof size === "number"
        ? varintField(typeFields.dimensionValue, size)
        : textField(typeFields.dimensionName, size),
    ),
  );
  const tensorType: Part = bytesField(typeFields.tensor, [
    varintField(typeFields.elementType, dataTypes[type]),
    bytesField(typeFields.shape, dimensions),
  ]);
  return {
    name,
    shape,
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
