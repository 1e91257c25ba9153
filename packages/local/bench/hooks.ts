// Decode speed with sites captured and steered, relative to none, on the bundled model and one thread: CPU time per
// token, medians of paired rounds. Run: node --conditions=@sdialog/source packages/local/bench/hooks.ts
import { join } from "node:path";
import { bundledModel } from "../src/bundled-model.ts";
import { Decoder } from "../src/decoder/decoder.ts";
import { KeyValueCache } from "../src/decoder/key-value-cache.ts";
import type { Site } from "../src/sites/site.ts";
import type { Edit } from "../src/steering/edit.ts";
import { SteeringPlan } from "../src/steering/steering-plan.ts";

const rounds = 15;
const steps = 64;
const prompt = Array.from({ length: 24 }, (_, index) => 100 + 7 * index);
const layers: Site = { path: "model.layers.*", side: "output" };
const options = {
  model: "local:pocket",
  graphFile: join(bundledModel.folder, "onnx/model_fp16.onnx"),
  threads: 1,
};

const plain = await Decoder.open(options);
const tapped = await Decoder.open({ ...options, hooks: { capture: [layers], steer: [] } });
const steerable = await Decoder.open({ ...options, hooks: { capture: [layers], steer: [layers] } });
const oneSteerable = await Decoder.open({
  ...options,
  hooks: { capture: [], steer: [{ path: "model.layers.3", side: "output" }] },
});

const direction = Float32Array.from({ length: 256 }, (_, index) => Math.sin(index) / 50);
const edit = (site: string, operation: Edit["operation"]): Edit => ({
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

const allLayers = Array.from({ length: 6 }, (_, layer) => `model.layers.${layer}`);
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
    const past = cache.length === 0 ? undefined : cache;
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
