import { mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { graphFields, modelFields, tensorFields } from "../onnx/field-numbers.ts";
import { slimModel } from "./slim-model.ts";
import { bytesField, fields, joined, payload, textField, varintField } from "../onnx/wire.ts";

const graphFile = join(bundledModel.folder, "onnx/model_fp16.onnx");

describe("slimModel", () => {
  it("keeps the graph and leaves the weights in the file", async () => {
    const { bytes } = await slimModel(graphFile);
    const whole = await readFile(graphFile);
    expect(bytes.length).toBeLessThan(whole.length / 100);
    const names = (graph: OnnxGraph): string[] => graph.nodes.map((node) => node.name);
    expect(names(new OnnxGraph(bytes))).toEqual(names(new OnnxGraph(whole)));
  });

  it("refers to the real folder when the file is a link", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slim-"));
    await symlink(graphFile, join(folder, "model.onnx"));
    expect((await slimModel(join(folder, "model.onnx"))).folder).toBe(join(bundledModel.folder, "onnx"));
  });

  it("points to weights of a tensor that says in so many words that it holds them, as quantizers write it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slim-"));
    const path = join(folder, "model.onnx");
    const tensor = bytesField(graphFields.initializer, [
      textField(tensorFields.name, "weights"),
      bytesField(tensorFields.rawData, new Uint8Array(2048)),
      varintField(tensorFields.dataLocation, 0),
    ]);
    await writeFile(path, joined(bytesField(modelFields.graph, tensor)));
    const { bytes } = await slimModel(path);
    const model = [...fields(bytes)][0]!;
    const [initializer] = fields(payload(bytes, model));
    const slim = payload(payload(bytes, model), initializer!);
    const locations = [...fields(slim)].filter(({ number }) => number === tensorFields.dataLocation);
    expect(locations.map(({ value }) => value)).toEqual([1]);
    expect(bytes.length).toBeLessThan(200);
  });

  it("names a file that is cut short or something else", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slim-"));
    const path = join(folder, "model.onnx");
    await writeFile(path, (await readFile(graphFile)).subarray(0, 1_000_000));
    await expect(slimModel(path)).rejects.toMatchObject({ code: "data_format", source: path });
    await writeFile(path, "a text about models, longer than a few bytes");
    await expect(slimModel(path)).rejects.toMatchObject({ code: "data_format", source: path });
  });
});
