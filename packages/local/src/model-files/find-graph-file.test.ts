import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findGraphFile, graphCandidates, kindOf, weightTypes } from "./find-graph-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "graphs-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), "ONNX");
  }
}
const find = (choice: Parameters<typeof findGraphFile>[2] = {}) => findGraphFile("local:x", folder, choice);

describe("the names a graph may have", () => {
  it("are one that is asked for, or those of a kind, or of all kinds with the most exact first", () => {
    expect(graphCandidates({ file: "mine.onnx", dtype: "q4" })).toEqual(["mine.onnx"]);
    expect(graphCandidates({ dtype: "q8" })).toEqual(["onnx/model_quantized.onnx", "model_quantized.onnx"]);
    expect(graphCandidates({}).slice(0, 4)).toEqual([
      "onnx/model.onnx",
      "model.onnx",
      "onnx/model_fp16.onnx",
      "model_fp16.onnx",
    ]);
    expect(() => graphCandidates({ dtype: "fp64" })).toThrow('"fp64" is not a kind of weights');
  });

  it.each(weightTypes)("say that weights are %s, wherever they lie", (kind) => {
    for (const name of graphCandidates({ dtype: kind })) expect(kindOf(join(folder, name))).toBe(kind);
    expect(kindOf(join(folder, `my-${kind}.onnx`))).toBeUndefined();
  });
});

describe("the graph of a folder", () => {
  it("is the most exact there is, with the other kinds that are there", async () => {
    await put("onnx/model_q4.onnx", "model_fp16.onnx", "onnx/model_int8.onnx", "onnx/other.onnx");
    expect(await find()).toEqual({ graphFile: join(folder, "model_fp16.onnx"), others: ["int8", "q4"] });
    await put("model.onnx");
    expect(await find()).toEqual({ graphFile: join(folder, "model.onnx"), others: ["fp16", "int8", "q4"] });
  });

  it("is the one that is asked for, and then nobody need hear of others", async () => {
    await put("onnx/model_q4.onnx", "model_fp16.onnx", "onnx/other.onnx");
    expect(await find({ dtype: "q4" })).toEqual({
      graphFile: join(folder, "onnx/model_q4.onnx"),
      others: [],
    });
    expect(await find({ file: "onnx/other.onnx" })).toEqual({
      graphFile: join(folder, "onnx/other.onnx"),
      others: [],
    });
  });

  it("is missed with the files that are there, or with where it may come from", async () => {
    await expect(find()).rejects.toMatchObject({
      kind: "not_found",
      message: expect.stringContaining("holds no onnx/model.onnx or model.onnx") as string,
      hint: expect.stringContaining("Export the model to ONNX") as string,
    });
    await put("a.onnx", "onnx/b.onnx", "notes.txt");
    await expect(find({ dtype: "q4" })).rejects.toMatchObject({
      message: expect.stringContaining("holds no onnx/model_q4.onnx or model_q4.onnx") as string,
      hint: expect.stringMatching(/^It holds a\.onnx, b\.onnx:/) as string,
    });
  });

  it.each([
    ["", "an empty file"],
    ["version https://git-lfs.github.com/spec/v1\noid sha256:1", "a Git LFS pointer"],
  ])("is no model when it holds %j", async (content, problem) => {
    await writeFile(join(folder, "model.onnx"), content);
    await expect(find()).rejects.toMatchObject({
      code: "data_format",
      message: expect.stringContaining(problem) as string,
    });
  });
});
