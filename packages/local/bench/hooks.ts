// Decode speed with sites captured and steered, relative to none, on one thread: CPU time per token, medians of paired
// rounds. The bundled model, or the ONNX file given, with as many rounds as are given:
// node --conditions=@sdialog/source packages/local/bench/hooks.ts /models/x/onnx/model_q4.onnx 5
import { dirname, join } from "node:path";
import { bundledModel } from "../src/bundled-model.ts";
import { Decoder } from "../src/decoder/decoder.ts";
import { KeyValueCache } from "../src/decoder/key-value-cache.ts";
import { describeModel } from "../src/model-files/describe-model.ts";
import { type Site, siteName } from "../src/sites/site.ts";
import type { DirectionEdit } from "../src/steering/edit.ts";
import { SteeringPlan } from "../src/steering/steering-plan.ts";

const rounds = Number(process.argv[3] ?? 15);
const steps = 64;
const prompt = Array.from({ length: 24 }, (_, index) => 100 + 7 * index);
const layers: Site = { path: "model.layers.*", side: "output" };
const graphFile = process.argv[2] ?? join(bundledModel.folder, "onnx/model_fp16.onnx");
const folder = dirname(graphFile).replace(/[\\/]onnx$/, "");
const { headSize, window } = await describeModel({ id: "local:bench", folder, graphFile });
const options = { model: "local:bench", graphFile, threads: 1, headSize, window };

const plain = await Decoder.open(options);
const tapped = await Decoder.open({ ...options, hooks: { capture: [layers], steer: [] } });
const steerable = await Decoder.open({ ...options, hooks: { capture: [layers], steer: [layers] } });
const oneSteerable = await Decoder.open({
  ...options,
  hooks: { capture: [], steer: [{ path: "model.layers.3", side: "output" }] },
});

const stream = tapped.resolve(layers);
const [first] = stream;
if (first === undefined) throw new Error("there are no layers");
const probe = await tapped.run({
  rows: [{ tokens: [5], cached: 0 }],
  keep: false,
  capture: [siteName(first)],
});
const width = probe.activations(siteName(first), 0).length;
const direction = Float32Array.from({ length: width }, (_, index) => Math.sin(index) / 50);
const edit = (site: string, operation: DirectionEdit["operation"]): DirectionEdit => ({
  site,
  side: "output",
  operation,
  direction,
  strength: 1,
  tokens: "all",
});
const planFor = (decoder: Decoder, site: string): SteeringPlan =>
  new SteeringPlan([edit(site, "add"), edit(site, "ablate")], ({ site: path, side }) =>
    decoder.resolve({ path, side }).map(({ tensor }) => tensor),
  );

interface Variant {
  readonly decoder: Decoder;
  readonly capture?: readonly string[];
  readonly plan?: SteeringPlan;
}

const allLayers = stream.map(siteName);
const variants: Record<string, Variant> = {
  "1 layer captured": { decoder: tapped, capture: ["model.layers.3"] },
  "all layers captured": { decoder: tapped, capture: allLayers },
  "all tapped, none fetched": { decoder: tapped },
  "1 layer steered": { decoder: oneSteerable, plan: planFor(oneSteerable, "model.layers.3") },
  "all layers steered": { decoder: steerable, plan: planFor(steerable, "model.layers.*") },
  "all steerable, no edit": { decoder: steerable },
  "all captured and steered": {
    decoder: steerable,
    capture: allLayers,
    plan: planFor(steerable, "model.layers.*"),
  },
};

/** CPU microseconds per decoded token. */
async function decode({ decoder, capture, plan }: Variant): Promise<number> {
  const cache = new KeyValueCache(decoder.cacheShape);
  let start = process.cpuUsage();
  for (let step = 0; step <= steps; step++) {
    const tokens = step === 0 ? prompt : [200 + step];
    const marks = tokens.map((_, index) => plan?.mark(cache.length + index, prompt.length) ?? "");
    const steering = plan === undefined ? undefined : { plan, marks: [marks] };
    const past = decoder.pastOf(cache, tokens.length);
    const rows = [{ tokens, cached: cache.length }];
    const output = await decoder.run({ rows, past, keep: true, capture, steering });
    for (const site of capture ?? []) output.activations(site, 0).slice();
    cache.append(tokens, output.newRows(0), marks);
    output.logits(0);
    if (step === 0) start = process.cpuUsage();
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / steps;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

const baseline = await decode({ decoder: plain });
console.log(`plain: ${(1e6 / baseline).toFixed(0)} tokens/s of CPU time (first round)`);
for (const [name, variant] of Object.entries(variants)) {
  await decode(variant);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await decode({ decoder: plain }), await decode(variant)];
    ratios.push(a / b);
  }
  console.log(`${name.padEnd(26)} ${median(ratios).toFixed(3)} of plain speed`);
}
