// How close a token comes to what memory allows: reading every weight once. A model in float32 given as an ONNX file,
// one thread; the memory is read by a search for a byte that is not there, between the tokens:
// node --conditions=@sdialog/source packages/local/bench/bandwidth.ts /models/x/onnx/model.onnx 24
import { dirname } from "node:path";
import { Decoder } from "../src/decoder/decoder.ts";
import { KeyValueCache } from "../src/decoder/key-value-cache.ts";
import { readTokens } from "../src/decoder/read-tokens.ts";
import { describeModel } from "../src/model-files/describe-model.ts";
import { OnnxGraph } from "../src/onnx/onnx-graph.ts";
import { slimModel } from "../src/platform/slim-model.ts";

const graphFile = process.argv[2];
if (graphFile === undefined) throw new Error("an ONNX file is needed");
const steps = Number(process.argv[3] ?? 24);
const folder = dirname(graphFile).replace(/[\\/]onnx$/, "");
const { headSize, window } = await describeModel({ id: "local:bench", folder, graphFile });
const decoder = await Decoder.open({ model: "local:bench", graphFile, threads: 1, headSize, window });

// Of a table that is only looked up, a token reads one row.
const graph = new OnnxGraph((await slimModel(graphFile)).bytes);
const multiplied = new Set(
  graph.nodes.filter(({ operator }) => operator !== "Gather").flatMap(({ inputs }) => inputs),
);
const bytes = graph.initializers
  .filter(({ name }) => multiplied.has(name))
  .reduce((sum, { shape }) => sum + 4 * shape.reduce((product, size) => product * size, 1), 0);

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const memory = Buffer.alloc(512 * 2 ** 20, 1);
const cache = new KeyValueCache(decoder.cacheShape);
await readTokens(decoder, cache, { tokens: Array.from({ length: 64 }, (_, index) => 100 + 7 * index) });
const times: Record<"token" | "read", number[]> = { token: [], read: [] };
for (let step = 0; step < steps; step++) {
  const start = cpu();
  const rows = [{ tokens: [5], cached: cache.length }];
  const output = await decoder.run({ rows, past: decoder.pastOf(cache, 1), keep: true });
  cache.append([5], output.newRows(0));
  output.logits(0);
  const middle = cpu();
  if (memory.includes(7)) throw new Error("there is such a byte");
  times.token.push(middle - start);
  times.read.push(cpu() - middle);
}
const speed = memory.length / median(times.read) / 1e6;
const token = median(times.token);
const least = bytes / speed / 1e6;
console.log(
  `${(bytes / 1e6).toFixed(0)} MB of weights, of which memory gives ${speed.toFixed(1)} GB/s: ${least.toFixed(1)} ms; a token takes ${token.toFixed(1)} ms of processor time: ${((100 * least) / token).toFixed(0)} % of what memory allows`,
);
