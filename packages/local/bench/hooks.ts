// Decode speed with sites captured and steered, relative to none, on one thread: CPU time per token, medians of rounds in
// which each has its turn. The bundled model, or the ONNX file given, with as many rounds, and tokens in each, as are given:
// node --conditions=@sdialog/source packages/local/bench/hooks.ts /models/x/onnx/model_q4.onnx 9 32
// Every round loads the model anew, in another order: how fast weights are read hangs on where they came to lie, by
// several percent.
import { dirname, join } from "node:path";
import { bundledModel } from "../src/bundled-model.ts";
import { Decoder } from "../src/decoder/decoder.ts";
import { KeyValueCache } from "../src/decoder/key-value-cache.ts";
import { describeModel } from "../src/model-files/describe-model.ts";
import { type Site, siteName } from "../src/sites/site.ts";
import type { DirectionEdit } from "../src/steering/edit.ts";
import { SteeringPlan } from "../src/steering/steering-plan.ts";

const rounds = Number(process.argv[3] ?? 15);
const steps = Number(process.argv[4] ?? 64);
const turn = 4;
const prompt = Array.from({ length: 24 }, (_, index) => 100 + 7 * index);
const layers: Site = { path: "model.layers.*", side: "output" };
const graphFile = process.argv[2] ?? join(bundledModel.folder, "onnx/model_fp16.onnx");
const folder = dirname(graphFile).replace(/[\\/]onnx$/, "");
const { headSize, window } = await describeModel({ id: "local:bench", folder, graphFile });
const options = { model: "local:bench", graphFile, threads: 1, headSize, window };

const edit = (
  site: string,
  operation: DirectionEdit["operation"],
  direction: Float32Array,
): DirectionEdit => ({ site, side: "output", operation, direction, strength: 1, tokens: "all" });

interface Variant {
  readonly decoder: Decoder;
  readonly capture?: readonly string[];
  readonly plan?: SteeringPlan;
}

const open = (capture: readonly Site[], steer: readonly Site[]): Promise<Decoder> =>
  Decoder.open({ ...options, hooks: { capture, steer } });

async function variants(round: number): Promise<Record<string, Variant>> {
  const one: Site = { path: "model.layers.3", side: "output" };
  const openers = [
    () => Decoder.open(options),
    () => open([layers], []),
    () => open([layers], [layers]),
    () => open([], [one]),
  ];
  const opened: Decoder[] = [];
  for (let index = 0; index < openers.length; index++) {
    const place = (index + round) % openers.length;
    opened[place] = await (openers[place] as (typeof openers)[number])();
  }
  const [plain, tapped, steerable, oneSteerable] = opened as [Decoder, Decoder, Decoder, Decoder];
  const all = tapped.resolve(layers).map(siteName);
  const output = await tapped.run({ rows: [{ tokens: [5], cached: 0 }], keep: false, capture: all });
  const width = output.activations(all[0] as string, 0).length;
  const direction = Float32Array.from({ length: width }, (_, index) => Math.sin(index) / 50);
  const planFor = (decoder: Decoder, { path }: Site): SteeringPlan =>
    new SteeringPlan([edit(path, "add", direction), edit(path, "ablate", direction)], ({ site, side }) =>
      decoder.resolve({ path: site, side }).map(({ tensor }) => tensor),
    );
  const plan = planFor(steerable, layers);
  return {
    plain: { decoder: plain },
    "1 layer captured": { decoder: tapped, capture: [siteName(one)] },
    "all layers captured": { decoder: tapped, capture: all },
    "all tapped, none fetched": { decoder: tapped },
    "1 layer steered": { decoder: oneSteerable, plan: planFor(oneSteerable, one) },
    "all layers steered": { decoder: steerable, plan },
    "all steerable, no edit": { decoder: steerable },
    "all captured and steered": { decoder: steerable, capture: all, plan },
  };
}

/** Reads the prompt. @returns what decodes one more token, and tells how many CPU microseconds that took */
async function begin({ decoder, capture, plan }: Variant): Promise<() => Promise<number>> {
  const cache = new KeyValueCache(decoder.cacheShape);
  const feed = async (tokens: readonly number[]): Promise<void> => {
    const marks = tokens.map((_, index) => plan?.mark(cache.length + index, prompt.length) ?? "");
    const steering = plan === undefined ? undefined : { plan, marks: [marks] };
    const past = decoder.pastOf(cache, tokens.length);
    const rows = [{ tokens, cached: cache.length }];
    const output = await decoder.run({ rows, past, keep: true, capture, steering });
    for (const site of capture ?? []) output.activations(site, 0).slice();
    cache.append(tokens, output.newRows(0), marks);
    output.logits(0);
  };
  await feed(prompt);
  return async () => {
    const start = process.cpuUsage();
    await feed([200 + cache.length]);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

const taken: Record<string, number>[] = [];
// The first round, in which much is compiled on the way, does not count.
for (let round = 0; round <= rounds; round++) {
  const each = await variants(round);
  const decoding = new Map<string, () => Promise<number>>();
  for (const [name, variant] of Object.entries(each)) decoding.set(name, await begin(variant));
  const times = new Map([...decoding.keys()].map((name) => [name, [] as number[]] as const));
  // A few tokens by turns, as others use the memory, too. The first of a turn finds nothing of its model in the caches.
  for (let step = 0; step < steps; step += turn - 1)
    for (const [name, next] of decoding)
      for (let token = 0; token < turn; token++) {
        const time = await next();
        if (token > 0) times.get(name)?.push(time);
      }
  if (round > 0) taken.push(Object.fromEntries([...times].map(([name, all]) => [name, median(all)])));
  for (const decoder of new Set(Object.values(each).map((variant) => variant.decoder))) await decoder.close();
}
const timesOf = (name: string): number[] => taken.map((times) => times[name] as number);
console.log(`plain: ${(median(timesOf("plain")) / 1000).toFixed(2)} ms of processor time a token`);
for (const name of Object.keys(taken[0] ?? {}).slice(1)) {
  const ratios = timesOf(name).map((time, round) => (timesOf("plain")[round] as number) / time);
  console.log(`${name.padEnd(26)} ${median(ratios).toFixed(3)} of plain speed`);
}
