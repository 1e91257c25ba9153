import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "@sdialog/core";
import * as common from "onnxruntime-common";
import * as native from "onnxruntime-node";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { BatchCache } from "../engine/batch-cache.ts";
import { graphNode, type GraphNode } from "../onnx/graph-node.ts";
import { integerConstant, outputValue } from "../onnx/graph-value.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { type Site, siteName } from "../sites/site.ts";
import { Decoder } from "./decoder.ts";
import { KeyValueCache } from "./key-value-cache.ts";

const nativeTensor = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock(import("../platform/node-platform.ts"), async (original) => ({
  ...(await original()),
  nativeTensor: nativeTensor as never,
}));

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const layers: Site = { path: "model.layers.*", side: "output" };
const attention: Site = { path: "layers.1.attention_weights", side: "output" };

/** @param Tensor the class of the tensors to write into */
function open(file: string, Tensor: unknown, capture: readonly Site[] = []) {
  nativeTensor.mockResolvedValue(Tensor);
  const hooks = capture.length === 0 ? undefined : { capture, steer: [] };
  return Decoder.open({ model: "local:fixture", graphFile: resolve(folder, file), threads: 1, hooks });
}

const random = new Random("written");
const draw = (count: number): number[] => Array.from({ length: count }, () => random.integer(0, 95));
const [prompt, others, said] = [draw(45), draw(9), draw(12)];

/** Two sequences, read alone and then answered together; everything that came out. */
async function talk(decoder: Decoder, capture: readonly string[]): Promise<readonly Float32Array[]> {
  const seen: Float32Array[] = [];
  const caches = await Promise.all(
    [prompt, others].map(async (tokens) => {
      const cache = new KeyValueCache(decoder.cacheShape);
      const rows = [{ tokens, cached: 0 }];
      const past = decoder.pastOf(cache, tokens.length);
      const output = await decoder.run({ rows, past, keep: true, capture });
      cache.append(tokens, output.newRows(0));
      seen.push(output.logits(0).slice(), ...capture.map((site) => output.activations(site, 0).slice()));
      return cache;
    }),
  );
  const batch = new BatchCache(decoder.cacheShape);
  for (const token of said) {
    batch.arrange(caches, decoder.writesInPlace ? 1 : 0);
    const rows = caches.map(({ length }) => ({ tokens: [token], cached: length }));
    const output = await decoder.run({ rows, past: batch, keep: true, capture });
    for (const row of rows.keys()) {
      batch.append(row, token, output.newRows(row), "");
      seen.push(output.logits(row).slice(), ...capture.map((site) => output.activations(site, row).slice()));
    }
  }
  return seen;
}

beforeEach(() => nativeTensor.mockReset());

describe.each(["fused.onnx", "fused_q4.onnx", "fused_fp16.onnx"])("%s", (file) => {
  it("computes the same numbers whether it writes into its past or gives copies of it", async () => {
    const [writing, copying] = [await open(file, native.Tensor), await open(file, undefined)];
    expect([writing.writesInPlace, copying.writesInPlace]).toEqual([true, false]);
    expect(await talk(writing, [])).toEqual(await talk(copying, []));
  });

  it("shows the same inside, also what it is not known beforehand how large it is", async () => {
    const [writing, copying] = [
      await open(file, native.Tensor, [layers, attention]),
      await open(file, undefined, [layers, attention]),
    ];
    expect(writing.writesInPlace).toBe(true);
    for (const site of [layers, attention]) {
      const capture = writing.resolve(site).map(siteName);
      expect(await talk(writing, capture)).toEqual(await talk(copying, capture));
    }
  });

  it("leaves the past alone when nothing is to be kept", async () => {
    const decoder = await open(file, native.Tensor);
    const cache = new KeyValueCache(decoder.cacheShape);
    const past = decoder.pastOf(cache, 3);
    cache.append(
      [1, 2],
      (await decoder.run({ rows: [{ tokens: [1, 2], cached: 0 }], past, keep: true })).newRows(0),
    );
    const before = cache.arrays.map((array) => array.slice());
    await decoder.run({ rows: [{ tokens: [3], cached: 2 }], past: cache, keep: false });
    expect(cache.arrays).toEqual(before);
  });
});

describe("what holds the last positions alone is told by the graph", () => {
  const lmHead: Site = { path: "lm_head", side: "output" };

  it.each<[string, Site, (graph: OnnxGraph, projection: GraphNode) => readonly GraphNode[]]>([
    ["the vocabulary is as large as the model is wide", layers, narrowed],
    ["what the logits are computed from is looked at", lmHead, capped],
  ])("where %s", async (_what, site, edited) => {
    const temporary = mkdtempSync(join(tmpdir(), "written-"));
    const graph = new OnnxGraph(readFileSync(`${folder}fused.onnx`));
    graph.nodes = graph.nodes.flatMap((node) =>
      node.outputs.includes("logits") ? edited(graph, node) : [node],
    );
    graph.outputs.splice(
      graph.outputs.findIndex(({ name }) => name === "logits"),
      1,
      outputValue("logits"),
    );
    const file = join(temporary, "edited.onnx");
    writeFileSync(file, graph.serialize());
    try {
      const [writing, copying] = [
        await open(file, native.Tensor, [site]),
        await open(file, undefined, [site]),
      ];
      expect([writing.writesInPlace, copying.writesInPlace]).toEqual([true, false]);
      const capture = writing.resolve(site).map(siteName);
      expect(await talk(writing, capture)).toEqual(await talk(copying, capture));
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });

  /** Logits of the first 32 tokens alone. */
  function narrowed(graph: OnnxGraph, projection: GraphNode): readonly GraphNode[] {
    const [hidden = "", weights = ""] = projection.inputs;
    const ends = { start: [0], end: [32], axis: [1] };
    graph.initializers.push(...Object.entries(ends).map(([name, value]) => integerConstant(name, value)));
    const slice = graphNode("Slice", [weights, "start", "end", "axis"], ["first_weights"]);
    return [slice, { ...projection, inputs: [hidden, "first_weights"] }];
  }

  /** Logits that never get large. */
  function capped(_graph: OnnxGraph, projection: GraphNode): readonly GraphNode[] {
    return [
      { ...projection, outputs: ["/lm_head/MatMul/output_0"] },
      graphNode("Tanh", ["/lm_head/MatMul/output_0"], ["logits"]),
    ];
  }
});

describe("a runtime that does not write where it is told to", () => {
  it("is noticed, and gives copies", async () => {
    // Tensors of another class are none to it.
    const decoder = await open("fused.onnx", common.Tensor);
    expect(decoder.writesInPlace).toBe(false);
    expect(await talk(decoder, [])).toEqual(await talk(await open("fused.onnx", undefined), []));
  });
});

it("graphs that append to their cache do not write into it", async () => {
  expect((await open("scoped.onnx", native.Tensor)).writesInPlace).toBe(false);
});
