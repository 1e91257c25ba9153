import { expect, it } from "vitest";
import { externalFiles } from "./external-files.ts";
import { entryFields, graphFields, modelFields, tensorFields } from "./field-numbers.ts";
import { bytesField, joined, textField } from "./wire.ts";

/** A model whose weights have these entries about where they lie. */
function modelOf(weights: readonly (readonly (readonly [key: string, value?: string])[])[]): Uint8Array {
  const entry = (key: string, value?: string) =>
    joined([
      textField(entryFields.key, key),
      ...(value === undefined ? [] : [textField(entryFields.value, value)]),
    ]);
  const tensors = weights.map((entries) =>
    bytesField(
      graphFields.initializer,
      joined(entries.map(([key, value]) => bytesField(tensorFields.externalData, entry(key, value)))),
    ),
  );
  return joined([bytesField(modelFields.graph, joined(tensors))]);
}

it.each([
  [[], []],
  [[[]], []],
  [
    [
      [
        ["location", "a.onnx_data"],
        ["offset", "0"],
      ],
      [["location", "a.onnx_data"]],
    ],
    ["a.onnx_data"],
  ],
  [
    [
      [["location", "a"]],
      [
        ["offset", "7"],
        ["location", "b"],
      ],
    ],
    ["a", "b"],
  ],
  [[[["location"]], [["length", "9"]]], []],
] as const)("of weights with %j are %j", (weights, files) => {
  expect(externalFiles(modelOf(weights))).toEqual(files);
});
