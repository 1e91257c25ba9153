import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { Random } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { LogitLens } from "../hooks/logit-lens.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import { type Site, siteName } from "./site.ts";

/** What transformers computes with a model: numbers of the last position of the prompt. */
interface Reference {
  readonly second: "builder" | "optimizer";
  readonly stream: readonly (readonly number[])[];
  readonly middle: readonly (readonly number[])[];
  readonly logits: readonly number[];
  readonly greedy: readonly number[];
  readonly headSize: number;
  readonly window: number | null;
}

// See fixtures/make_architectures.py.
const fixtures = fileURLToPath(new URL("../../fixtures/architectures/", import.meta.url));
const facts = JSON.parse(readFileSync(`${fixtures}architectures.json`, "utf8")) as {
  readonly prompt: readonly number[];
  readonly models: Readonly<Record<string, Reference>>;
};
const table = Object.entries(facts.models).flatMap(([name, reference]) =>
  ["optimum", reference.second].map((tool) => [name, tool, reference] as const),
);

/** All of them in a sweep, else some that are drawn. */
const drawn = <Model>(models: readonly Model[]): readonly Model[] =>
  inject("sweeping") ? models : new Random(1).sample(models, 6);

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "architectures-"))));
afterAll(() => rm(folder, { recursive: true }));

async function open(name: string, tool: string, sites: readonly Site[] = [], steer: readonly Site[] = []) {
  const graphFile = join(folder, `${name}.${tool}.onnx`);
  await writeFile(graphFile, gunzipSync(await readFile(`${fixtures}${name}.${tool}.onnx.gz`)));
  const { headSize, window } = facts.models[name]!;
  const hooks = { capture: sites, steer };
  return Decoder.open({ model: name, graphFile, threads: 1, headSize, window: window ?? undefined, hooks });
}

/** How far implementations of the same sums in float32 may be apart, relative to the largest number. */
const tolerance = 2e-4;
const prompt = [{ tokens: facts.prompt, cached: 0 }];
const residual: Site = { path: "residual", side: "output" };

function largest(a: Float32Array, b: readonly number[] | Float32Array): number {
  expect(a.length).toBe(b.length);
  const scale = Math.max(...Array.from(b, Math.abs));
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0) / scale;
}

/** What a site holds at the last token of the prompt. */
async function last(decoder: Decoder, site: Site): Promise<Float32Array> {
  const [found] = decoder.resolve(site);
  const output = await decoder.run({ rows: prompt, keep: false, capture: [siteName(found!)] });
  const all = output.activations(siteName(found!), 0);
  return all.slice(all.length - all.length / facts.prompt.length);
}

describe.each(drawn(table))("a %s written by the %s", (name, tool, reference) => {
  it("says from its cache what transformers says", async () => {
    const decoder = await open(name, tool);
    const cache = new KeyValueCache(decoder.cacheShape);
    const said: number[] = [];
    for (let next = facts.prompt; said.length < reference.greedy.length; next = said.slice(-1)) {
      const past = cache.length === 0 ? undefined : cache;
      const output = await decoder.run({ rows: [{ tokens: next, cached: cache.length }], past, keep: true });
      cache.append(next, output.newRows(0));
      const logits = output.logits(0);
      if (said.length === 0) expect(largest(logits, reference.logits)).toBeLessThan(tolerance);
      said.push(logits.indexOf(Math.max(...logits)));
    }
    expect(said).toEqual(reference.greedy);
  });

  it("shows how its heads attend, in one pass as token by token", async () => {
    const site = { path: "layers.1.attention_weights", side: "output" } as const;
    const decoder = await open(name, tool, [site]);
    const [found] = decoder.resolve(site).map(siteName) as [string];
    const output = await decoder.run({ rows: prompt, keep: false, capture: [found] });
    const whole = output.activations(found, 0);
    const { length } = facts.prompt;
    const heads = whole.length / length / length;
    const cache = new KeyValueCache(decoder.cacheShape);
    for (const [at, token] of facts.prompt.entries()) {
      const past = cache.length === 0 ? undefined : cache;
      const step = await decoder.run({
        rows: [{ tokens: [token], cached: at }],
        past,
        keep: true,
        capture: [found],
      });
      const weights = step.activations(found, 0);
      expect(weights).toHaveLength((at + 1) * heads);
      const start = at * length * heads;
      expect(largest(weights, Array.from(whole.subarray(start, start + weights.length)))).toBeLessThan(
        tolerance,
      );
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(heads, 2);
      cache.append([token], step.newRows(0));
    }
  });

  it("shows the states of its residual stream, and what the lens makes of the last is what it says", async () => {
    const decoder = await open(name, tool, [residual]);
    const sites = decoder.resolve(residual);
    const { stream, middle } = reference;
    const expected = [
      stream[0]!,
      ...stream.slice(1).flatMap((state, layer) => [...middle.slice(layer, layer + 1), state]),
    ];
    expect(sites).toHaveLength(expected.length);
    const names = sites.map(siteName);
    const output = await decoder.run({ rows: prompt, keep: false, capture: names });
    for (const [index, state] of expected.entries()) {
      const found = output.activations(names[index]!, 0).slice(-state.length);
      expect(largest(found, state)).toBeLessThan(tolerance);
    }
    expect(decoder.resolve({ path: "layers.*", side: "output" }).map(({ tensor }) => tensor)).toEqual(
      sites
        .filter(({ path }) => /\.\d+$/.test(path))
        .filter(({ side }) => side === "output")
        .map(({ tensor }) => tensor),
    );

    const graphFile = join(folder, `${name}.${tool}.onnx`);
    const lens = await LogitLens.open({ model: name, graphFile, threads: 1 });
    const end = Float32Array.from(stream.at(-1)!);
    const [likely] = (await lens.read(end, end.length, 1, String))!;
    expect(likely?.[0]?.id).toBe(reference.greedy[0]);
    const highest = Math.max(...reference.logits);
    const sum = reference.logits.reduce((total, logit) => total + Math.exp(logit - highest), 0);
    expect(likely?.[0]?.probability).toBeCloseTo(1 / sum, 4);
  });

  it("is steered at a layer as the other tool's graph of it is", async () => {
    const site: Site = { path: "layers.0", side: "output" };
    const direction = Float32Array.from(reference.stream[0]!, (_, index) => Math.sin(index + 1));
    const steered = async (each: string): Promise<Float32Array> => {
      const decoder = await open(name, each, [], [site]);
      const edit = {
        ...site,
        site: site.path,
        operation: "add",
        direction,
        strength: 2,
        tokens: "all",
      } as const;
      const plan = new SteeringPlan([edit], () => decoder.resolve(site).map(({ tensor }) => tensor));
      const marks = [facts.prompt.map((_, at) => plan.mark(at, facts.prompt.length))];
      return (await decoder.run({ rows: prompt, keep: false, steering: { plan, marks } })).logits(0).slice();
    };
    const logits = await steered(tool);
    expect(largest(logits, await steered(tool === "optimum" ? reference.second : "optimum"))).toBeLessThan(
      tolerance,
    );
    expect(largest(logits, reference.logits)).toBeGreaterThan(0.01);
  });
});

const packed = Object.entries(facts.models).filter(([, { second }]) => second === "builder");

describe.each(drawn(packed))("queries, keys and values of a %s", (name, reference) => {
  const parts = ["q_proj", "k_proj", "v_proj"].map((part): Site => ({
    path: `layers.0.self_attn.${part}`,
    side: "output",
  }));

  it("are sites, whether one multiplication makes them together or not", async () => {
    const built = await open(name, reference.second, parts);
    const exported = await open(name, "optimum", parts);
    for (const part of parts)
      expect(largest(await last(built, part), await last(exported, part))).toBeLessThan(tolerance);
  });

  it("can be steered where they are packed", async () => {
    const [, keys] = parts as [Site, Site];
    const direction = Float32Array.from(await last(await open(name, "optimum", [keys]), keys), (_, index) =>
      Math.cos(index),
    );
    const steered = async (tool: string): Promise<Float32Array> => {
      const decoder = await open(name, tool, [], [keys]);
      const edit = {
        ...keys,
        site: keys.path,
        operation: "add",
        direction,
        strength: 3,
        tokens: "all",
      } as const;
      const plan = new SteeringPlan([edit], () => decoder.resolve(keys).map(({ tensor }) => tensor));
      const marks = [facts.prompt.map((_, at) => plan.mark(at, facts.prompt.length))];
      return (await decoder.run({ rows: prompt, keep: false, steering: { plan, marks } })).logits(0).slice();
    };
    const logits = await steered(reference.second);
    expect(largest(logits, await steered("optimum"))).toBeLessThan(tolerance);
    expect(largest(logits, reference.logits)).toBeGreaterThan(1e-3);
  });
});
