import type * as ort from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { assertDecoder, cacheShape } from "./assert-decoder.ts";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));
const graphOf = (inputs: readonly string[], outputs: readonly string[] = ["logits"]): OnnxGraph =>
  ({
    inputs: named(...inputs),
    outputs: named(...outputs),
    initializers: named("weights"),
  }) as unknown as OnnxGraph;
const cache = ["past_key_values.0.key", "past_key_values.0.value"];

describe("a decoder", () => {
  it("may take what a pass fills in, and constants", () => {
    const inputs = ["input_ids", "attention_mask", "position_ids", "num_logits_to_keep", "weights", ...cache];
    expect(() => assertDecoder(graphOf(inputs), "local:x", "m.onnx")).not.toThrow();
  });

  it.each([
    [["input_ids"], ["logits"], "is not a decoder with a key-value cache; its inputs are input_ids"],
    [cache, ["logits"], "is not a decoder with a key-value cache"],
    [["input_ids", ...cache], ["hidden"], "is not a decoder with a key-value cache"],
    [["input_ids", "pixels", ...cache], ["logits"], "m.onnx takes unknown inputs: pixels"],
  ])("does not take %j and give %j", (inputs, outputs, message) => {
    expect(() => assertDecoder(graphOf(inputs, outputs), "local:x", "m.onnx")).toThrow(
      expect.objectContaining({
        kind: "unsupported",
        message: expect.stringContaining(message) as string,
        hint: expect.any(String) as string,
      }),
    );
  });
});

describe("the shape of a cache", () => {
  const session = (...shapes: readonly (readonly (string | number)[] | undefined)[]): ort.InferenceSession =>
    ({
      inputMetadata: [
        { name: "input_ids", isTensor: true, type: "int64", shape: ["batch", "sequence"] },
        ...shapes.map((shape, at) => ({
          name: `past_key_values.${at}.key`,
          isTensor: shape !== undefined,
          type: "float16",
          shape,
        })),
      ],
    }) as unknown as ort.InferenceSession;

  it("is that of its layers, or of the config where the graph names it only", () => {
    const shape = ["batch", 4, "past", 64] as const;
    expect(cacheShape(session(shape, shape), "x")).toEqual({ heads: 4, size: 64, half: true, tensors: 2 });
    const symbolic = ["batch", 4, "past", "head_size"] as const;
    expect(cacheShape(session(symbolic), "x", 32)).toEqual({ heads: 4, size: 32, half: true, tensors: 1 });
  });

  it.each([
    [
      [
        ["b", 4, "p", 64],
        ["b", 8, "p", 64],
      ],
    ],
    [
      [
        ["b", 4, "p", 64],
        ["b", 4, "p", 32],
      ],
    ],
    [[["b", 4, "p", "head_size"]]],
    [[["b", 4, 64]]],
    [[["b", "heads", "p", 64]]],
    [[undefined]],
    [[]],
  ])("is unknown of %j", (shapes) => {
    expect(() => cacheShape(session(...shapes), "x")).toThrow(/different or unknown shapes/);
  });
});
