import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { exposeNewKeys } from "./expose-new-keys.ts";
import { graphNode, nodeMetadata, numberAttribute } from "./graph-node.ts";
import { firstLogitInput, keepLastLogits } from "./keep-last-logits.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { slimModel } from "../platform/slim-model.ts";

let bytes: Uint8Array;
beforeAll(async () => {
  ({ bytes } = await slimModel(join(bundledModel.folder, "onnx/model_fp16.onnx")));
});

describe("OnnxGraph", () => {
  it("writes what it read", () => {
    const graph = new OnnxGraph(bytes);
    const again = new OnnxGraph(graph.serialize());
    expect(again.nodes.map(({ rest: _rest, ...node }) => node)).toEqual(
      graph.nodes.map(({ rest: _rest, ...node }) => node),
    );
    expect(again.serialize()).toEqual(graph.serialize());
    expect(graph.opsets.get("")).toBe(17);
  });

  it("knows who makes and who reads a tensor", () => {
    const graph = new OnnxGraph(bytes);
    expect(graph.producers().get("logits")?.name).toBe("/lm_head/MatMul");
    expect(
      graph
        .consumers()
        .get("input_ids")
        ?.map(({ operator }) => operator),
    ).toContain("Gather");
  });

  it("reads the attributes it writes", () => {
    const node = graphNode("X", ["a"], ["b"], { axis: -1, epsilon: { float: 0.5 }, perm: [1, 0] });
    expect(numberAttribute(node, "axis")).toBe(-1);
    expect(numberAttribute(node, "epsilon")).toBe(0.5);
    expect(numberAttribute(node, "other")).toBeUndefined();
    expect(nodeMetadata(node).size).toBe(0);
  });

  it("refuses bytes without a graph", () => {
    expect(() => new OnnxGraph(new Uint8Array())).toThrow(/holds no graph/);
  });
});

describe("edits of the bundled model", () => {
  it("find the output projection", () => {
    const graph = new OnnxGraph(bytes);
    expect(keepLastLogits(graph)).toBe(true);
    expect(graph.inputs.at(-1)?.name).toBe(firstLogitInput);
    expect(graph.producers().get("logits")?.inputs[0]).toBe("sdialog.last_hidden");
  });

  it("find the new keys and values of every layer", () => {
    const outputs = exposeNewKeys(new OnnxGraph(bytes), false);
    expect(outputs).toHaveLength(12);
    expect(new Set(outputs.map(({ rows }) => rows))).toEqual(new Set(["new"]));
  });
});
