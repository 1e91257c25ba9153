// Calls per second and processor time per call: plain fetch, the openai SDK, our backend over that SDK, and the
// backend under all middleware, interleaved in one run against a server in another process. Medians over rounds.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ChatModel,
  compose,
  usageMeter,
  withBudget,
  withCache,
  withCost,
  withLimits,
  withRetry,
  withTelemetry,
  withTimeout,
} from "@sdialog/llm";
import { openai } from "@sdialog/llm/openai";
import { OpenAI } from "openai";

const rounds = 7;
const server = fork(new URL("completion-server.ts", import.meta.url));
const [port] = (await once(server, "message")) as [number];
const baseURL = `http://127.0.0.1:${port}/v1`;
const messages = [
  { role: "system" as const, content: "You keep a lighthouse and love to talk about it. ".repeat(4) },
  { role: "user" as const, content: "Is the lamp lit?" },
];

const client = new OpenAI({ apiKey: "none", baseURL, maxRetries: 0 });
const backend = await openai("bench", { apiKey: "none", baseURL });
const prices = { "openai:bench": { input: 1, output: 1 } };
const directory = mkdtempSync(join(tmpdir(), "sdialog-bench-"));
const withoutDisk = compose(
  usageMeter().middleware,
  withTelemetry(),
  withBudget({ tokens: 1e12, dollars: 1e9, prices }),
  withCost({ prices }),
  withLimits({ concurrency: 512 }),
  withRetry(),
  withTimeout({ totalMs: 60_000 }),
)(backend);
const withDisk = withCache({ directory })(withoutDisk);

let seed = 0;
const ask = async (model: ChatModel): Promise<string> =>
  (await model.generate({ messages, seed: seed++ })).text;
const systems: Readonly<Record<string, () => Promise<string | null | undefined>>> = {
  fetch: async () => {
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer none" },
      body: JSON.stringify({ model: "bench", messages, seed: seed++ }),
    });
    return ((await response.json()) as OpenAI.ChatCompletion).choices[0]?.message.content;
  },
  "openai SDK": async () =>
    (await client.chat.completions.create({ model: "bench", messages, seed: seed++ })).choices[0]?.message
      .content,
  "our backend": () => ask(backend),
  "all middleware": () => ask(withoutDisk),
  "… and disk cache, all new": () => ask(withDisk),
};

interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

async function measure(call: () => Promise<unknown>, concurrency: number, calls: number): Promise<Measured> {
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (calls / (performance.now() - start)) * 1000, cpuMicros: (user + system) / calls };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

for (const concurrency of [1, 64, 256]) {
  const calls = concurrency === 1 ? 300 : 1500;
  const results = new Map(Object.keys(systems).map((name) => [name, [] as Measured[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, call] of Object.entries(systems)) {
      const measured = await measure(call, concurrency, calls);
      // The first round warms up.
      if (round >= 0) results.get(name)?.push(measured);
    }
  }
  const of = (name: string, field: keyof Measured): number =>
    median((results.get(name) ?? []).map((one) => one[field]));
  console.log(`\nconcurrency ${concurrency}, ${calls} calls a round, median of ${rounds} rounds`);
  console.table(
    Object.fromEntries(
      Object.keys(systems).map((name) => [
        name,
        {
          "calls/s": Math.round(of(name, "perSecond")),
          "÷ SDK": round2(of(name, "perSecond") / of("openai SDK", "perSecond")),
          "÷ fetch": round2(of(name, "perSecond") / of("fetch", "perSecond")),
          "CPU µs/call": Math.round(of(name, "cpuMicros")),
          "CPU × SDK": round2(of(name, "cpuMicros") / of("openai SDK", "cpuMicros")),
        },
      ]),
    ),
  );
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

server.kill();
rmSync(directory, { recursive: true });
