import { fork } from "node:child_process";
import { once } from "node:events";
import {
  compose,
  usageMeter,
  withBudget,
  withCost,
  withLimits,
  withRetry,
  withTelemetry,
  withTimeout,
} from "@sdialog/llm";
import { openai } from "@sdialog/llm/openai";
const server = fork(new URL("completion-server.ts", import.meta.url));
const [port] = (await once(server, "message")) as [number];
const baseURL = `http://127.0.0.1:${port}/v1`;
const messages = [{ role: "user" as const, content: "Is the lamp lit?" }];
const backend = await openai("bench", { apiKey: "none", baseURL });
const prices = { "openai:bench": { input: 1, output: 1 } };
const all = {
  meter: usageMeter().middleware,
  telemetry: withTelemetry(),
  budget: withBudget({ tokens: 1e12, prices }),
  cost: withCost({ prices }),
  limits: withLimits({ concurrency: 512 }),
  retry: withRetry(),
  timeout: withTimeout({ totalMs: 60000 }),
};
const sums: Record<string, number[]> = {};
for (let r = 0; r < 12; r++) {
  for (const [name, mw] of [
    ["none", compose()],
    ...Object.entries(all),
    ["all", compose(...Object.values(all))],
  ] as const) {
    const model = mw(backend);
    const cpu = process.cpuUsage();
    let left = 1000;
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (left-- > 0) await model.generate({ messages, seed: 1 });
      }),
    );
    const u = process.cpuUsage(cpu);
    if (r >= 2) (sums[name] ??= []).push((u.user + u.system) / 1000);
  }
}
for (const [n, v] of Object.entries(sums)) console.log(n, v.toSorted((a, b) => a - b)[5]?.toFixed(0), "us");
server.kill();
