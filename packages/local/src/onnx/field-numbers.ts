// Field numbers of onnx.proto3 (github.com/onnx/onnx), IR version 10.

export const modelFields = { graph: 7, opset: 8 } as const;
export const opsetFields = { domain: 1, version: 2 } as const;
export const graphFields = { node: 1, initializer: 5, input: 11, output: 12 } as const;
export const nodeFields = {
  input: 1,
  output: 2,
  name: 3,
  opType: 4,
  attribute: 5,
  domain: 7,
  metadata: 9,
} as const;
export const attributeFields = {
  name: 1,
  float: 2,
  int: 3,
  string: 4,
  tensor: 5,
  ints: 8,
  type: 20,
} as const;
export const attributeTypes = { float: 1, int: 2, ints: 7 } as const;
export const tensorFields = {
  dims: 1,
  dataType: 2,
  name: 8,
  rawData: 9,
  externalData: 13,
  dataLocation: 14,
} as const;
export const entryFields = { key: 1, value: 2 } as const;
export const valueInfoFields = { name: 1, type: 2 } as const;
/** TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension. */
export const typeFields = {
  tensor: 1,
  elementType: 1,
  shape: 2,
  dimension: 1,
  dimensionValue: 1,
  dimensionName: 2,
} as const;

/** TensorProto.DataType. */
export const dataTypes = { float32: 1, int64: 7, float16: 10 } as const;
