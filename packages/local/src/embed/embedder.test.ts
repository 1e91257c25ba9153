import { mkdir, mkdtemp, cp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveEmbeddingModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { backend } from "../backend.ts";
import { bundledModel } from "../bundled-model.ts";
import { captureSite } from "../sites/capture-site.ts";
import { SiteMap } from "../sites/site-map.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/slim-model.ts";
import { tensorFields } from "../onnx/field-numbers.ts";
import { joined, textField, varintField } from "../onnx/wire.ts";
import { graphNode } from "../onnx/graph-node.ts";
import { outputValue } from "../onnx/graph-value.ts";
import { pooled } from "./pooling.ts";

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

describe("pooled", () => {
  const states = Float32Array.of(1, 2, 3, 4, 5, 6);

  it("takes the mean, the first or the last row, at length 1 when asked", () => {
    expect([...pooled(states, 2, { tokens: "mean", normalize: false })]).toEqual([3, 4]);
    expect([...pooled(states, 2, { tokens: "first", normalize: false })]).toEqual([1, 2]);
    expect([...pooled(states, 2, { tokens: "last", normalize: false })]).toEqual([5, 6]);
    const unit = pooled(states, 2, { tokens: "mean", normalize: true });
    expect([...unit]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  });
});

describe("local embeddings", () => {
  it("place like texts closer together, whatever stands beside them", async () => {
    const model = await resolveEmbeddingModel("local");
    const texts = [
      "I would like a latte, please.",
      "I would like a cappuccino, please.",
      "Where does it hurt?",
    ];
    const { vectors, usage } = await model.embed(texts);
    expect(vectors.map(({ length }) => length)).toEqual([256, 256, 256]);
    expect(usage).toMatchObject({ calls: 1, outputTokens: 0 });
    expect(cosine(vectors[0]!, vectors[1]!)).toBeGreaterThan(cosine(vectors[0]!, vectors[2]!));
    const alone = await model.embed([texts[1]!]);
    expect(alone.vectors[0]).toEqual(vectors[1]);
  });

  it("are zero for an empty text and cut long ones", async () => {
    const model = await backend.embedding!("", {});
    const { vectors, usage } = await model.embed(["", "word ".repeat(5000)]);
    expect(vectors[0]).toEqual(new Float32Array(256));
    expect(usage.inputTokens).toBe(1024);
  });

  it("can be aborted", async () => {
    const model = await backend.embedding!("", {});
    await expect(model.embed(["x"], { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });

  it("come from what an encoder gives, pooled as its folder says", async () => {
    // An encoder made of the bundled model: the same graph without a cache, giving last_hidden_state.
    const folder = await mkdtemp(join(tmpdir(), "encoder-"));
    await cp(bundledModel.folder, folder, { recursive: true });
    const path = join(folder, "onnx/model_fp16.onnx");
    await writeFile(join(folder, "onnx/model.onnx"), encoderOf((await slimModel(path)).bytes));
    await mkdir(join(folder, "1_Pooling"));
    await writeFile(
      join(folder, "1_Pooling/config.json"),
      JSON.stringify({ pooling_mode_mean_tokens: true }),
    );
    await writeFile(
      join(folder, "modules.json"),
      JSON.stringify([{ type: "sentence_transformers.models.Normalize" }]),
    );
    const encoder = await backend.embedding!(folder, { dtype: "fp32" });
    const { vectors } = await encoder.embed(["I would like a latte, please."]);
    const [plain] = (await (await resolveEmbeddingModel("local")).embed(["I would like a latte, please."]))
      .vectors;
    expect(Math.hypot(...vectors[0]!)).toBeCloseTo(1, 5);
    expect(cosine(vectors[0]!, plain!)).toBeCloseTo(1, 5);
  });

  it("say when a graph gives nothing to embed with", async () => {
    const folder = await mkdtemp(join(tmpdir(), "encoder-"));
    await cp(bundledModel.folder, folder, { recursive: true });
    const graph = new OnnxGraph((await slimModel(join(folder, "onnx/model_fp16.onnx"))).bytes);
    graph.inputs.splice(3);
    await writeFile(join(folder, "onnx/model.onnx"), graph.serialize());
    const model = await backend.embedding!(folder, { dtype: "fp32" });
    await expect(model.embed(["x"])).rejects.toMatchObject({ code: "model_unsupported" });
  });
});

/** Cuts the cache off a decoder: empty keys and values become constants of length 0. */
function encoderOf(bytes: Uint8Array): Uint8Array {
  const graph = new OnnxGraph(bytes);
  const [norm] = new SiteMap(graph, "local:encoder").resolve({ path: "model.norm", side: "output" });
  captureSite(graph, norm!);
  graph.nodes.push(graphNode("Identity", [norm!.tensor], ["last_hidden_state"]));
  graph.outputs.splice(0, graph.outputs.length, outputValue("last_hidden_state"));
  for (const { name } of graph.inputs.filter((input) => input.name.startsWith("past_key_values."))) {
    const shape = [1, 2, 0, 64];
    const { dims, dataType, name: nameField } = tensorFields;
    const parts = [
      ...shape.map((size) => varintField(dims, size)),
      varintField(dataType, 1),
      textField(nameField, name),
    ];
    graph.initializers.push({ name, shape, bytes: joined(parts) });
  }
  const inputs = graph.inputs.filter(({ name }) => !name.startsWith("past_key_values."));
  graph.inputs.splice(0, graph.inputs.length, ...inputs);
  return graph.serialize();
}
