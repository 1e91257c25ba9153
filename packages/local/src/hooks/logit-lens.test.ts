import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Decoder } from "../decoder/decoder.ts";
import { LogitLens } from "./logit-lens.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
// Together more than are read at once.
const texts = [3, 4].map((first) => Array.from({ length: 40 }, (_, index) => first + ((5 * index) % 29)));
const count = texts.flat().length;

it.each([
  ["fused.onnx", 1e-5],
  ["scoped.onnx", 1e-5],
  ["fused_fp16.onnx", 1e-2],
])("reads of each state of the last layer of %s what the model says after it", async (file, tolerance) => {
  const options = { model: "local:fixture", graphFile: fixtures + file, threads: 1 };
  const last = "model.layers.2";
  const sites = [last, "lm_head"].map((path) => ({ path, side: "output" as const }));
  const decoder = await Decoder.open({ ...options, hooks: { capture: sites, steer: [] } });
  const output = await decoder.run({
    rows: texts.map((tokens) => ({ tokens, cached: 0 })),
    keep: false,
    capture: [last, "lm_head"],
  });
  const of = (site: string): Float32Array =>
    Float32Array.from(texts.flatMap((_, row) => [...output.activations(site, row)]));
  const [states, logits] = [of(last), of("lm_head")];
  const vocabulary = logits.length / count;
  const lens = await LogitLens.open(options);
  const width = states.length / count;
  const text = (id: number): string => `<${id}>`;
  const all = (await lens.read(states, width, vocabulary + 5, text))!;
  expect(all).toHaveLength(count);
  for (const [row, likely] of all.entries()) {
    const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
    const sum = own.reduce((total, logit) => total + Math.exp(logit), 0);
    expect(new Set(likely.map(({ id }) => id)).size).toBe(vocabulary);
    for (const [place, { id, probability, token }] of likely.entries()) {
      expect(token).toBe(text(id));
      expect(Math.abs(probability - Math.exp(own[id] as number) / sum)).toBeLessThan(tolerance);
      expect(probability).toBeLessThanOrEqual(likely[place - 1]?.probability ?? 1);
    }
  }
  const few = await lens.read(states, width, 3, text);
  expect(few).toEqual(all.map((likely) => likely.slice(0, 3)));
});

it("reads nothing of no states", async () => {
  const lens = await LogitLens.open({
    model: "local:fixture",
    graphFile: `${fixtures}fused.onnx`,
    threads: 1,
  });
  expect(await lens.read(new Float32Array(0), 32, 3, String)).toEqual([]);
});
