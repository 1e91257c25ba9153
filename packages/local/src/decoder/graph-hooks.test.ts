import type * as ort from "onnxruntime-common";
import { expect, it } from "vitest";
import { haveOneWidth, widths } from "./graph-hooks.ts";

const known = new Map([
  ["a", 64],
  ["b", 64],
  ["c", 128],
]);

it.each([
  [[["a"], ["c"]], true],
  [[["a", "b"]], true],
  [
    [
      ["a", "b"],
      ["a", "c"],
    ],
    false,
  ],
  [[["unknown"]], true],
  [[["a", "unknown"]], false],
  [[["unknown", "other"]], false],
  [[], true],
])("tensors %j that share inputs can: %s", (groups, can) => {
  expect(haveOneWidth({ groups: groups.map((tensors) => ({ tensors })) } as never, known)).toBe(can);
});

it("widths are known of tensors whose last dimension is a number", () => {
  const outputMetadata = [
    { name: "a", isTensor: true, shape: ["batch", "sequence", 64] },
    { name: "b", isTensor: true, shape: ["batch", "width"] },
    { name: "c", isTensor: true, shape: ["batch", 0] },
    { name: "d", isTensor: true, shape: [] },
    { name: "e", isTensor: false },
  ];
  expect([...widths({ outputMetadata } as unknown as ort.InferenceSession)]).toEqual([["a", 64]]);
});
