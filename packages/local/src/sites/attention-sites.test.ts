import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { type GraphNode, withAttribute } from "../onnx/graph-node.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { Site } from "./site.ts";

// One model, see fixtures/make_fixtures.py: four heads, of which two share keys and values of 16 numbers.
const [heads, size, shared] = [4, 16, 2];
const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const { prompt } = JSON.parse(readFileSync(`${folder}reference.json`, "utf8")) as {
  readonly prompt: readonly number[];
};
const attention = "model.layers.1.attention_weights";
const [values, mixed] = ["model.layers.1.self_attn.v_proj", "model.layers.1.self_attn.o_proj#input"] as const;

function open(file: string, sites: readonly Site[], steer: readonly Site[] = []): Promise<Decoder> {
  const hooks = { capture: sites, steer };
  return Decoder.open({ model: "local:fixture", graphFile: folder + file, threads: 1, hooks });
}

describe.each([
  ["scoped.onnx", 1e-5],
  ["dynamo.onnx", 1e-5],
  ["fused.onnx", 1e-5],
  ["scoped_q4.onnx", 1e-5],
  ["fused_q4.onnx", 1e-5],
  ["fused_fp16.onnx", 1e-2],
] as const)("attention weights of %s", (file, tolerance) => {
  it("are what values are mixed by, whatever is cached and whoever else is fed", async () => {
    const decoder = await open(file, [
      { path: attention, side: "output" },
      { path: values, side: "output" },
      { path: mixed.replace("#input", ""), side: "input" },
    ]);
    const capture = [attention, values, mixed];
    const start = await decoder.run({ rows: [{ tokens: prompt, cached: 0 }], keep: true, capture });
    const whole = start.activations(attention, 0);
    const [mix, value] = [start.activations(mixed, 0), start.activations(values, 0)];
    for (let token = 0; token < prompt.length; token++)
      for (let head = 0; head < heads; head++) {
        const weights = prompt.map((_, at) => whole[(token * prompt.length + at) * heads + head] as number);
        expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 2);
        expect(weights.slice(token + 1).every((weight) => weight === 0)).toBe(true);
        for (let place = 0; place < size; place++) {
          const column = Math.floor(head / shared) * size + place;
          const sum = weights.reduce(
            (total, weight, at) => total + weight * (value[at * shared * size + column] as number),
            0,
          );
          const found = mix[token * heads * size + head * size + place] as number;
          expect(Math.abs(sum - found)).toBeLessThan(tolerance);
        }
      }

    // Beside a row of another length, after a cache with more room than is taken.
    const cache = new KeyValueCache(decoder.cacheShape);
    const first = await decoder.run({ rows: [{ tokens: prompt.slice(0, 4), cached: 0 }], keep: true });
    cache.append(prompt.slice(0, 4), first.newRows(0));
    const rest = await decoder.run({
      rows: [{ tokens: prompt.slice(4), cached: 4 }],
      past: cache,
      keep: false,
      capture,
    });
    const after = rest.activations(attention, 0);
    expect(after.length).toBe((prompt.length - 4) * prompt.length * heads);
    const before = 4 * prompt.length * heads;
    for (const [at, weight] of after.entries())
      expect(Math.abs(weight - (whole[before + at] as number))).toBeLessThan(tolerance * 3);
    if (!decoder.feedsManyTogether) return;
    const rows = [prompt.slice(0, 3), prompt].map((tokens) => ({ tokens, cached: 0 }));
    const both = await decoder.run({ rows, keep: false, capture });
    const short = both.activations(attention, 0);
    expect(short.length).toBe(3 * 3 * heads);
    for (let token = 0; token < 3; token++)
      for (let at = 0; at < 3 * heads; at++)
        expect(short[token * 3 * heads + at]).toBeCloseTo(
          whole[token * prompt.length * heads + at] as number,
          2,
        );
  });
});

it("cannot be steered", async () => {
  const site = { path: attention, side: "output" } as const;
  await expect(open("scoped.onnx", [], [site])).rejects.toMatchObject({
    code: expect.any(String) as string,
    kind: "invalid_request",
    message: expect.stringContaining("can be looked at, but not steered") as string,
  });
});

it.each(["scoped.onnx", "dynamo.onnx", "fused.onnx"])(
  "of %s are only meant by a pattern that ends in their name",
  async (file) => {
    const everything = { path: "model.layers.1.*", side: "output" } as const;
    const decoder = await open(file, [everything], [everything]);
    const found = (path: string) => decoder.resolve({ path, side: "output" });
    expect(found(everything.path).length).toBeGreaterThan(3);
    expect(found(everything.path).filter(({ isAttention }) => isAttention)).toEqual([]);
    const all = found("layers.*.attention_weights");
    expect(all.length).toBe(found("layers.*").length);
    expect(all.every(({ isAttention }) => isAttention)).toBe(true);
  },
);

describe("attention within one node", () => {
  const plain = weightsOf(`${folder}fused.onnx`);

  it.each<[string, (node: GraphNode) => GraphNode]>([
    ["has no name", (node) => ({ ...node, name: "" })],
    ["gives its weights before the softmax", (node) => givingScores(node)],
  ])("is the same where the node %s", async (_what, edited) => {
    const temporary = mkdtempSync(join(tmpdir(), "attention-"));
    const graph = new OnnxGraph(readFileSync(`${folder}fused.onnx`));
    graph.nodes = graph.nodes.map((node) => (node.operator === "GroupQueryAttention" ? edited(node) : node));
    writeFileSync(join(temporary, "edited.onnx"), graph.serialize());
    try {
      expect(await weightsOf(join(temporary, "edited.onnx"))).toEqual(await plain);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });

  function givingScores(node: GraphNode): GraphNode {
    const outputs = [...node.outputs.slice(0, 3), `${node.name}/scores`];
    return withAttribute({ ...node, outputs }, "qk_output", 1);
  }

  async function weightsOf(graphFile: string): Promise<readonly Float32Array[]> {
    // One layer twice, as two inspectors ask for it.
    const capture = [0, 1, 1].map((layer) => `model.layers.${layer}.attention_weights`);
    const hooks = { capture: capture.map((path) => ({ path, side: "output" as const })), steer: [] };
    const decoder = await Decoder.open({ model: "local:fixture", graphFile, threads: 1, hooks });
    const output = await decoder.run({ rows: [{ tokens: prompt, cached: 0 }], keep: false, capture });
    return capture.map((path) => output.activations(path, 0));
  }
});
