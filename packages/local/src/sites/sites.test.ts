import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import type { Edit, Operation } from "../steering/edit.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import { readTensors } from "../tensors/safetensors.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/slim-model.ts";
import { type Site, siteName } from "./site.ts";
import { SiteMap } from "./site-map.ts";

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const reference = readTensors(readFileSync(`${folder}reference.safetensors`), "reference.safetensors");
const facts = JSON.parse(readFileSync(`${folder}reference.json`, "utf8")) as {
  readonly prompt: readonly number[];
  readonly greedy: readonly number[];
  readonly greedyQ4: readonly number[];
  readonly cases: Readonly<Record<string, readonly Case[]>>;
};

interface Case {
  readonly path: string;
  readonly operation: Operation;
  readonly direction: number | string;
  readonly strength: number;
  readonly positions: readonly number[] | null;
}

function site(name: string): Site {
  const [path = "", side] = name.split("#");
  return { path, side: side === "input" ? "input" : "output" };
}

function largest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (b[index] as number))), 0);
}

/** float16 keeps eleven bits, so its errors are measured relative to the largest activation. */
function scaleOf(name: string, file: string): number {
  return file.includes("fp16") ? Math.max(...reference.get(name)!.data.map(Math.abs)) : 1;
}

function open(file: string, hooks?: { capture: readonly Site[]; steer: readonly Site[] }): Promise<Decoder> {
  return Decoder.open({ model: "local:fixture", graphFile: folder + file, threads: 1, hooks });
}

const prompt = [{ tokens: facts.prompt, cached: 0 }];

/** Paths with reference activations; some exports have no tensor for some of them. */
function referencePaths(prefix: string): string[] {
  return [...reference.keys()]
    .filter((name) => name.startsWith(`${prefix}model.`) || name === `${prefix}lm_head`)
    .map((name) => name.slice(prefix.length));
}

describe.each([
  ["scoped.onnx", "", 1e-4],
  ["dynamo.onnx", "", 1e-4],
  ["fused.onnx", "", 1e-4],
  ["scoped_q4.onnx", "q4/", 1e-4],
  ["fused_q4.onnx", "q4/", 1e-4],
  ["fused_fp16.onnx", "", 1e-2],
] as const)("activations of %s", (file, prefix, tolerance) => {
  it("are those of PyTorch's forward hooks", async () => {
    const paths = referencePaths(prefix);
    const decoder = await open(file, { capture: paths.map(site), steer: [] });
    const output = await decoder.run({ rows: prompt, keep: false, capture: paths });
    const errors = paths.map((path) => ({
      path,
      error:
        largest(output.activations(path, 0), reference.get(prefix + path)!.data) /
        scaleOf(prefix + path, file),
    }));
    expect(errors.filter(({ error }) => error > tolerance)).toEqual([]);
    expect(errors.length).toBe(45);
  });
});

describe.each([
  ["scoped.onnx", 1e-4],
  ["dynamo.onnx", 1e-4],
  ["fused.onnx", 1e-4],
  ["fused_fp16.onnx", 1e-2],
] as const)("logits of %s steered", (file, tolerance) => {
  it.each(Object.entries(facts.cases))("as by PyTorch's forward hooks: %s", async (name, cases) => {
    const edits = cases.map((each): Edit => ({
      ...each,
      site: site(each.path).path,
      side: site(each.path).side,
      direction: reference.get(`direction.${each.direction}`)!.data,
      tokens: "all",
    }));
    const sites = edits.map(({ site: path, side }) => ({ path, side }));
    const decoder = await open(file, { capture: [{ path: "lm_head", side: "output" }], steer: sites });
    const plan = new SteeringPlan(edits, (edit) =>
      decoder.resolve({ path: edit.site, side: edit.side }).map(({ tensor }) => tensor),
    );
    const positions = cases[0]!.positions;
    const marks = [
      facts.prompt.map((_, at) =>
        positions === null || positions.includes(at) ? plan.mark(at, facts.prompt.length) : "",
      ),
    ];
    const steered = await decoder.run({
      rows: prompt,
      keep: false,
      capture: ["lm_head"],
      steering: { plan, marks },
    });
    const expected = reference.get(`steered/${name}`)!.data;
    const error = largest(steered.activations("lm_head", 0), expected) / scaleOf(`steered/${name}`, file);
    expect(error).toBeLessThanOrEqual(tolerance);
    // The case would prove nothing if steering changed nothing.
    const plain = await decoder.run({ rows: prompt, keep: false, capture: ["lm_head"] });
    expect(largest(plain.activations("lm_head", 0), expected)).toBeGreaterThan(0.1);
  });
});

async function greedy(decoder: Decoder): Promise<number[]> {
  const cache = new KeyValueCache(decoder.cacheShape);
  const generated: number[] = [];
  let next: readonly number[] = facts.prompt;
  while (generated.length < facts.greedy.length) {
    const past = cache.length === 0 ? undefined : cache;
    const output = await decoder.run({ rows: [{ tokens: next, cached: cache.length }], past, keep: true });
    cache.append(next, output.newRows(0));
    const logits = output.logits(0);
    generated.push(logits.indexOf(Math.max(...logits)));
    next = generated.slice(-1);
  }
  return generated;
}

describe("the residual stream", () => {
  it.each([
    "scoped.onnx",
    "dynamo.onnx",
    "fused.onnx",
    "scoped_q4.onnx",
    "scoped_int8.onnx",
    "fused_q4.onnx",
    "fused_fp16.onnx",
  ])("of %s is the same by structure as by names", async (file) => {
    const { bytes } = await slimModel(folder + file);
    const map = new SiteMap(new OnnxGraph(bytes), "local:fixture");
    const states = map.resolve({ path: "residual", side: "output" });
    expect(states.map(siteName)).toEqual([
      "model.embed_tokens",
      ...[0, 1, 2].flatMap((layer) => [
        `model.layers.${layer}.post_attention_layernorm#input`,
        `model.layers.${layer}`,
      ]),
    ]);
    for (const { path, side, tensor } of states) {
      expect(map.resolve({ path, side }).map((found) => found.tensor)).toEqual([tensor]);
    }
  });

  it("is enough when nodes have no names, and a graph without one says what it is", async () => {
    const graph = new OnnxGraph((await slimModel(`${folder}scoped.onnx`)).bytes);
    graph.nodes = graph.nodes.map((node, index) => ({ ...node, name: `n${index}` }));
    const map = new SiteMap(graph, "local:nameless");
    expect(map.style).toBe("structure");
    expect(map.resolve({ path: "model.layers.1", side: "output" })).toHaveLength(1);
    expect(() => map.resolve({ path: "model.layers.1.mlp", side: "output" })).toThrow(
      /no module model\.layers\.1\.mlp/,
    );
    graph.nodes = [{ name: "merged", operator: "If", domain: "", inputs: [], outputs: ["logits"], rest: [] }];
    expect(() => new SiteMap(graph, "local:merged")).toThrow(/inside an If node \("merged"\)/);
  });
});

describe("generation from a cache", () => {
  it.each([
    ["scoped.onnx", facts.greedy],
    ["dynamo.onnx", facts.greedy],
    ["fused.onnx", facts.greedy],
    ["scoped_q4.onnx", facts.greedyQ4],
    ["fused_q4.onnx", facts.greedyQ4],
  ] as const)("with %s gives the tokens PyTorch gives, hooked or not", async (file, expected) => {
    expect(await greedy(await open(file))).toEqual(expected);
    const everything = { path: "model.layers.*", side: "output" } as const;
    expect(await greedy(await open(file, { capture: [everything], steer: [everything] }))).toEqual(expected);
  });

  it.each(["scoped.onnx", "dynamo.onnx", "fused.onnx", "scoped_int8.onnx", "fused_fp16.onnx"])(
    "with taps on every module of %s leaves every bit of the logits",
    async (file) => {
      const paths = referencePaths("").filter((path) => path !== "lm_head");
      const plain = await (await open(file)).run({ rows: prompt, keep: false });
      const tapped = await (
        await open(file, { capture: paths.map(site), steer: [] })
      ).run({
        rows: prompt,
        keep: false,
        capture: paths,
      });
      expect(tapped.logits(0)).toEqual(plain.logits(0));
    },
  );
});
