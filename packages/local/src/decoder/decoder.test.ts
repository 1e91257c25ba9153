import { copyFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { inputValue } from "../onnx/graph-value.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/slim-model.ts";
import { BatchCache } from "../engine/batch-cache.ts";
import { Decoder } from "./decoder.ts";
import type { RuntimeName } from "../runtime/create-session.ts";
import { KeyValueCache } from "./key-value-cache.ts";
import { measureTolerance } from "../engine/measure-tolerance.ts";

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const open = (graphFile: string, runtime?: RuntimeName): Promise<Decoder> =>
  Decoder.open({ model: "local:fixture", graphFile, threads: 1, runtime });

function largest(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0);
}

async function whole(decoder: Decoder, tokens: readonly number[]): Promise<Float32Array> {
  return (await decoder.run({ rows: [{ tokens, cached: 0 }], keep: false })).logits(0);
}

describe.each([
  ["scoped.onnx", 1e-4],
  ["dynamo.onnx", 1e-4],
  ["fused.onnx", 1e-4],
  ["scoped_q4.onnx", 1e-4],
  ["fused_q4.onnx", 1e-4],
  ["fused_fp16.onnx", 0.2],
] as const)("%s", (file, tolerance) => {
  it("gives in WebAssembly what it gives natively", async () => {
    const tokens = [1, 40, 7, 95, 3, 3, 60];
    const [native, wasm] = await Promise.all([open(folder + file, "native"), open(folder + file, "wasm")]);
    expect(wasm.cacheShape).toEqual(native.cacheShape);
    expect(largest(await whole(wasm, tokens), await whole(native, tokens))).toBeLessThan(tolerance);
  });

  it.each(["native", "wasm"] as const)(
    "gives sequences of different lengths together the logits each gets alone, %s",
    async (runtime) => {
      const decoder = await open(folder + file, runtime);
      const random = new Random(file);
      const draw = (count: number): number[] => Array.from({ length: count }, () => random.integer(0, 95));
      const sequences = [3, 17, 9, 30].map(draw);
      const caches = await Promise.all(
        sequences.map(async (tokens) => {
          const cache = new KeyValueCache(decoder.cacheShape);
          const output = await decoder.run({ rows: [{ tokens, cached: 0 }], keep: true });
          cache.append(tokens, output.newRows(0));
          return cache;
        }),
      );
      const batch = new BatchCache(decoder.cacheShape);
      for (let step = 0; step < 12; step++) {
        // A sequence leaves on the way; the others must not notice.
        const active = step < 6 ? caches : caches.slice(1);
        const next = draw(active.length);
        batch.arrange(active);
        const rows = next.map((token, row) => ({ tokens: [token], cached: active[row]!.length }));
        const output = await decoder.run({ rows, past: batch, keep: true });
        for (const [row, token] of next.entries()) {
          batch.append(row, token, output.newRows(row), "");
          expect(largest(output.logits(row), await whole(decoder, active[row]!.tokens))).toBeLessThan(
            tolerance,
          );
        }
      }
    },
  );
});

describe.each(["scoped.onnx", "dynamo.onnx", "scoped_q4.onnx"])("%s", (file) => {
  it("reads prompts of different lengths together, also after caches of different lengths", async () => {
    const site = { path: "model.layers.1", side: "output" } as const;
    const graphFile = folder + file;
    const decoder = await Decoder.open({
      model: "local:fixture",
      graphFile,
      threads: 1,
      hooks: { capture: [site], steer: [] },
    });
    expect(decoder.feedsManyTogether).toBe(true);
    const random = new Random(file);
    const draw = (count: number): number[] => Array.from({ length: count }, () => random.integer(0, 95));
    const caches = [1, 2, 3].map(() => new KeyValueCache(decoder.cacheShape));
    let past: BatchCache | undefined;
    for (const lengths of [
      [4, 11, 7],
      [9, 1, 5],
    ]) {
      const tokens = lengths.map(draw);
      const rows = tokens.map((each, row) => ({ tokens: each, cached: caches[row]!.length }));
      const output = await decoder.run({ rows, past, keep: true, capture: [site.path] });
      for (const [row, cache] of caches.entries()) {
        cache.append(tokens[row]!, output.newRows(row));
        const alone = await decoder.run({
          rows: [{ tokens: cache.tokens, cached: 0 }],
          keep: false,
          capture: [site.path],
        });
        expect(largest(output.logits(row), alone.logits(0))).toBeLessThan(1e-4);
        const states = output.activations(site.path, row);
        expect(states).toHaveLength(32 * lengths[row]!);
        expect(largest(states, alone.activations(site.path, 0).slice(-states.length))).toBeLessThan(1e-4);
      }
      past = new BatchCache(decoder.cacheShape);
      past.arrange(caches);
    }
  });
});

describe("measureTolerance", () => {
  const probe = [5, 17, 42, 8, 91, 3, 60, 33, 12, 77];

  it.each(["scoped.onnx", "fused.onnx", "fused_q4.onnx"])("is small for %s", async (file) => {
    expect(await measureTolerance(await open(folder + file), probe)).toBeLessThan(0.01);
  });

  it.each(["scoped_int8.onnx", "fused_fp16.onnx"])("is infinite for %s", async (file) => {
    expect(await measureTolerance(await open(folder + file), probe)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("weights in a file of their own", () => {
  it("are found, also when the graph is edited", async () => {
    const path = await mkdtemp(join(tmpdir(), "external-"));
    // The slim model refers to the original as its data file: exactly what an export with external data looks like.
    await copyFile(`${folder}scoped.onnx`, join(path, "scoped.onnx"));
    await writeFile(join(path, "model.onnx"), (await slimModel(join(path, "scoped.onnx"))).bytes);
    const tokens = [1, 2, 3];
    const external = await whole(await open(join(path, "model.onnx")), tokens);
    expect(external).toEqual(await whole(await open(`${folder}scoped.onnx`), tokens));
  });

  it("that are missing are named", async () => {
    const path = await mkdtemp(join(tmpdir(), "external-"));
    await writeFile(join(path, "model.onnx"), (await slimModel(`${folder}scoped.onnx`)).bytes);
    await expect(open(join(path, "model.onnx"))).rejects.toMatchObject({ code: "data_format" });
  });
});

describe("graphs that are not decoders", () => {
  it("are refused with what they take", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "graph-")), "model.onnx");
    const graph = new OnnxGraph((await slimModel(`${folder}scoped.onnx`)).bytes);
    graph.inputs.splice(1);
    await writeFile(path, graph.serialize());
    await expect(open(path)).rejects.toMatchObject({ code: "model_unsupported" });
    await expect(open(path)).rejects.toThrow(/its inputs are input_ids/);
    const other = new OnnxGraph((await slimModel(`${folder}scoped.onnx`)).bytes);
    other.inputs.push(inputValue("pixel_values", "float32", [1, 3]));
    await writeFile(path, other.serialize());
    await expect(open(path)).rejects.toThrow(/unknown inputs: pixel_values/);
  });
});
