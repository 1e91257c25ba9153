// Processor time of one generated token, after 64 and after 2,000 tokens (or as many as the model reads): the pass through
// the graph, what is done with its keys and values, and the choice of the token; then of reading a long prompt, with the
// most memory it took. The bundled model on one thread, or the ONNX file given, and a prompt as long as given, 0 for none:
// pnpm bench decode, or node --conditions=@sdialog/source packages/local/bench/decode.ts /models/x/onnx/model_q4.onnx 8000
import { dirname, join } from "node:path";
import { assumedSettings } from "@sdialog/llm/engine-kit";
import { bundledModel } from "../src/bundled-model.ts";
import { Decoder } from "../src/decoder/decoder.ts";
import { KeyValueCache } from "../src/decoder/key-value-cache.ts";
import { readTokens } from "../src/decoder/read-tokens.ts";
import { chooseToken } from "../src/generate/choose-token.ts";
import { gumbelNoise } from "../src/generate/gumbel-noise.ts";
import { penalize } from "../src/generate/penalize.ts";
import { describeModel } from "../src/model-files/describe-model.ts";

const graphFile = process.argv[2] ?? join(bundledModel.folder, "onnx/model_fp16.onnx");
const promptLength = Number(process.argv[3] ?? 8000);
const steps = 48;
const folder = dirname(graphFile).replace(/[\\/]onnx$/, "");
const { id, headSize, window, contextLength } = await describeModel({ id: "local:bench", folder, graphFile });
const decoder = await Decoder.open({ model: id, graphFile, threads: 1, headSize, window });
const settings = { ...assumedSettings, frequencyPenalty: 0, presencePenalty: 0, stop: [], seed: 1 };
const noise = gumbelNoise(1);
const words = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => 100 + ((7 * index) % 900));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function decode(length: number): Promise<void> {
  const cache = new KeyValueCache(decoder.cacheShape);
  await readTokens(decoder, cache, { tokens: words(length) });
  const times: Record<"pass" | "cache" | "choice", number[]> = { pass: [], cache: [], choice: [] };
  const seen = new Set(cache.tokens);
  let token = 5;
  for (let step = 0; step < steps; step++) {
    const marks = [cpu()];
    const rows = [{ tokens: [token], cached: cache.length }];
    const output = await decoder.run({ rows, past: decoder.pastOf(cache, 1), keep: true });
    marks.push(cpu());
    cache.append([token], output.newRows(0));
    marks.push(cpu());
    seen.add(token);
    const logits = penalize(output.logits(0), settings, seen, []);
    ({ token } = chooseToken(logits, settings, noise, step, 2e-4));
    marks.push(cpu());
    for (const [index, kind] of (["pass", "cache", "choice"] as const).entries())
      times[kind].push((marks[index + 1] as number) - (marks[index] as number));
  }
  const parts = Object.entries(times).map(([kind, all]) => `${kind} ${median(all).toFixed(2)}`);
  const whole = median(
    times.pass.map((pass, step) => pass + (times.cache[step] ?? 0) + (times.choice[step] ?? 0)),
  );
  console.log(
    `after ${length} tokens: ${whole.toFixed(2)} ms of processor time a token (${parts.join(", ")})`,
  );
}

const longest = Math.min(2000, contextLength - steps);
await decode(64);
await decode(longest);
async function readPrompt(length: number): Promise<void> {
  const before = process.memoryUsage().rss;
  const start = cpu();
  const prompt = words(length);
  await readTokens(decoder, new KeyValueCache(decoder.cacheShape), { tokens: prompt });
  const took = cpu() - start;
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
  console.log(
    `a prompt of ${prompt.length} tokens: ${(took / 1000).toFixed(1)} s of processor time; memory ${mebibytes(before)} before, ${mebibytes(process.resourceUsage().maxRSS * 1024)} at most, ${mebibytes(process.memoryUsage().rss)} after`,
  );
}

if (promptLength > 0) await readPrompt(Math.min(promptLength, contextLength - 1));
