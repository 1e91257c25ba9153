import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "@sdialog/core";
import { expect, it, onTestFinished } from "vitest";
import { Decoder } from "../decoder/decoder.ts";
import type { HookedSites } from "../decoder/graph-hooks.ts";
import type { Edit } from "../steering/edit.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import type { Site } from "./site.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const tokens = [5, 7, 11, 13];
const rows = [{ tokens, cached: 0 }];
const layers: Site = { path: "model.layers.*", side: "output" };

/** A fixture whose bytes were changed. */
async function changed(file: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-steered-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, file);
  await copyFile(fixtures + file, path);
  await writeFile(path, change(await readFile(path)));
  return path;
}

async function open(graphFile: string, hooks?: HookedSites): Promise<Decoder> {
  const decoder = await Decoder.open({ model: "local:fixture", graphFile, threads: 1, hooks });
  onTestFinished(() => decoder.close());
  return decoder;
}

function edit(site: string, width: number, seed: string, more: Partial<Edit> = {}): Edit {
  const random = new Random(seed);
  const direction = Float32Array.from({ length: width }, () => random.normal());
  return {
    site,
    side: "output",
    operation: "add",
    direction,
    strength: 1,
    tokens: "all",
    ...more,
  } as Edit;
}

async function logits(decoder: Decoder, edits: readonly Edit[]): Promise<Float32Array> {
  const plan = new SteeringPlan(edits, ({ site: path, side }) =>
    decoder.resolve({ path, side }).map(({ tensor }) => tensor),
  );
  const marks = [tokens.map((_, position) => plan.mark(position, tokens.length))];
  return (await decoder.run({ rows, keep: false, steering: { plan, marks } })).logits(0).slice();
}

function largest(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (b[index] as number))), 0);
}

it.each(["fused.onnx", "fused_q4.onnx", "scoped.onnx"])(
  "%s made to be steered, and not steered, leaves every bit of the logits",
  async (file) => {
    const plain = await (await open(fixtures + file)).run({ rows, keep: false });
    const steerable = await open(fixtures + file, { capture: [], steer: [layers] });
    expect((await steerable.run({ rows, keep: false })).logits(0)).toEqual(plain.logits(0));
  },
);

it("layers that share inputs are edited each in its own way, at its own tokens", async () => {
  const width = 32;
  const edits = [
    edit("model.layers.*", width, "a", { tokens: { prompt: { from: 1 } } }),
    edit("model.layers.1", width, "b", { operation: "ablate", tokens: "last" } as Partial<Edit>),
    edit("model.layers.0", width, "c", { operation: "pin", strength: 3 } as Partial<Edit>),
    edit("model.layers.0.mlp", width, "d"),
  ];
  const sites: Site[] = [layers, { path: "model.layers.*.mlp", side: "output" }];
  const expected = await open(`${fixtures}fused.onnx`, { capture: [], steer: sites, change: sites });
  // What a function changes has an input of its own.
  const byFunction = new SteeringPlan(edits, ({ site: path, side }) =>
    expected.resolve({ path, side }).map(({ tensor }) => tensor),
  );
  const marks = tokens.map((_, position) => byFunction.mark(position, tokens.length));
  const additions = new Map();
  for (const tensor of expected.steeredTensors) {
    additions.set(tensor, [[]]);
    const steering = { plan: byFunction, marks: [marks], additions };
    const seen = await expected.run({ rows, keep: false, capture: [tensor], steering });
    additions.set(tensor, [await byFunction.additions(tensor, seen.activations(tensor, 0), 0, marks)]);
  }
  const last = await expected.run({
    rows,
    keep: false,
    steering: { plan: byFunction, marks: [marks], additions },
  });
  const steered = await logits(await open(`${fixtures}fused.onnx`, { capture: [], steer: sites }), edits);
  expect(largest(steered, last.logits(0))).toBeLessThan(1e-4);
  const plain = await (await open(`${fixtures}fused.onnx`)).run({ rows, keep: false });
  expect(largest(steered, plain.logits(0))).toBeGreaterThan(0.1);
});

it("a module that is not as wide in every layer is steered in each by directions of its width", async () => {
  const swapped = await changed("scoped.onnx", (bytes) =>
    Buffer.from(
      bytes
        .toString("latin1")
        .replaceAll("/layers.1/mlp/gate_proj/", "/layers.1/mlp/none_proj/")
        .replaceAll("/layers.1/mlp/down_proj/", "/layers.1/mlp/gate_proj/"),
      "latin1",
    ),
  );
  const site = (path: string): Site => ({ path, side: "output" });
  const names = ["model.layers.0.mlp.gate_proj", "model.layers.1.mlp.gate_proj"] as const;
  const plainNames = [names[0], "model.layers.1.mlp.down_proj"] as const;
  const probe = await open(`${fixtures}scoped.onnx`, { capture: plainNames.map(site), steer: [] });
  const seen = await probe.run({ rows, keep: false, capture: plainNames });
  const widths = plainNames.map((name) => seen.activations(name, 0).length / tokens.length);
  expect(widths[0]).not.toBe(widths[1]);
  const edits = (paths: readonly string[]): Edit[] =>
    paths.map((path, index) =>
      edit(path, widths[index] as number, `${index}`, { strength: 4 } as Partial<Edit>),
    );
  const [expected, found] = await Promise.all([
    logits(
      await open(`${fixtures}scoped.onnx`, { capture: [], steer: plainNames.map(site) }),
      edits(plainNames),
    ),
    logits(await open(swapped, { capture: [], steer: names.map(site) }), edits(names)),
  ]);
  expect(largest(found, expected)).toBeLessThan(1e-5);
  expect(largest(found, await logits(probe, []))).toBeGreaterThan(0.1);
});

it.each([13, 17, 18, 21])("graphs of version %i of the operators can be steered", async (version) => {
  const opset = Buffer.from([0x42, 0x04, 0x0a, 0x00, 0x10, 17]);
  const file = await changed("fused.onnx", (bytes) => {
    const at = bytes.lastIndexOf(opset);
    expect(at).toBeGreaterThan(-1);
    bytes[at + opset.length - 1] = version;
    return bytes;
  });
  const hooks = { capture: [], steer: [layers] };
  const edits = [edit("model.layers.*", 32, "a")];
  const expected = await logits(await open(`${fixtures}fused.onnx`, hooks), edits);
  expect(largest(await logits(await open(file, hooks), edits), expected)).toBeLessThan(1e-5);
});
