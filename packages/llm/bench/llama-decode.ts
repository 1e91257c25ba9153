// Processor time of one generated token by llama.cpp, sampling included, after 64 and after 2,000 tokens, in one thread: what
// packages/local/bench/decode.ts measures of graphs. It takes a GGUF file:
// node --conditions=@sdialog/source packages/llm/bench/llama-decode.ts /models/x-Q4_0.gguf
import { getLlama } from "node-llama-cpp";

const modelPath = process.argv[2];
const steps = 48;
if (modelPath === undefined) {
  console.log("left out: it takes a GGUF file");
} else {
  const llama = await getLlama({ build: "never", skipDownload: true, gpu: false, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath });
  const contextSize = Math.min(2000 + 2 * steps, model.trainContextSize);
  const context = await model.createContext({ contextSize, threads: 1, batchSize: 512 });
  const sequence = context.getSequence();
  for (const length of [64, contextSize - 2 * steps]) {
    await sequence.clearHistory();
    const tokens = Array.from({ length }, (_, index) => 100 + ((7 * index) % 900)) as Parameters<
      typeof sequence.evaluate
    >[0];
    const said: (typeof tokens)[number][] = [];
    const times: number[] = [];
    const penalty = { punishTokens: () => [...tokens, ...said].slice(-64), penalty: 1.1 };
    let { user, system } = process.cpuUsage();
    for await (const token of sequence.evaluate(tokens, {
      temperature: 0.8,
      topP: 0.9,
      topK: 40,
      seed: 1,
      repeatPenalty: penalty,
      yieldEogToken: true,
    })) {
      const now = process.cpuUsage();
      times.push((now.user + now.system - user - system) / 1000);
      ({ user, system } = process.cpuUsage());
      said.push(token);
      if (said.length === steps) break;
    }
    // The first includes the reading of all before it.
    const [middle] = times
      .slice(1)
      .toSorted((a, b) => a - b)
      .slice(steps / 2);
    console.log(`after ${length} tokens: ${middle?.toFixed(2)} ms of processor time a token`);
  }
  await llama.dispose();
}
