/**
 * 1,000 conversations of 6 turns with a chatbot that takes 50 ms for an answer, 64 at once, kept on disk as `sdialog test`
 * keeps them: how near they come to the time that the chatbot alone would take. On a busy machine compare with the requests
 * alone, or have it measured before everything else: `chrt --fifo 20 node …`, as root.
 *
 * node --conditions=@sdialog/source packages/testing/bench/test-a-chatbot.ts [conversations]
 */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { guardedFetch } from "@sdialog/llm";
import { runRecipe } from "@sdialog/runner";

const conversations = Number(process.argv[2] ?? 1000);
const [latencyMs, atOnce, answers] = [50, 64, 3];

const bot = fork(
  fileURLToPath(new URL("../src/testing/webhook-bot.ts", import.meta.url)),
  [String(latencyMs)],
  {
    execArgv: ["--conditions=@sdialog/source"],
  },
);
const url = await new Promise<string>((told) => bot.once("message", (message) => told(String(message))));
const folder = await mkdtemp(join(tmpdir(), "sdialog-bench-"));
const recipe = {
  kind: "test",
  chatbot: { type: "webhook", url },
  scenarios: [
    {
      name: "small talk",
      script: ["Hello", "How are you?", "Goodbye"],
      maxTurns: 2 * answers,
      expect: [{ said: "answer" }, { notSaid: "goodbye" }, { latencyMs: 10_000 }],
    },
  ],
  personas: ["somebody"],
  repeat: conversations,
  concurrency: atOnce,
};
await runRecipe({ ...recipe, repeat: 4 * atOnce }, { out: join(folder, "warm") });
/** The same requests with nothing around them: what this machine can do while it is as busy as it is. */
const bare = await measured(async () => {
  const send = guardedFetch();
  let left = conversations;
  const lane = async (): Promise<void> => {
    while (left-- > 0)
      for (let answer = 0; answer < answers; answer++) {
        const body = JSON.stringify({ message: "Hello", session: "none" });
        const headers = { "content-type": "application/json" };
        await (await send(url, { method: "POST", headers, body })).json();
      }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
});

let [first, last] = [0, 0];
const summary = await measured(() =>
  runRecipe(recipe, {
    out: join(folder, "run"),
    onEvent({ type }) {
      if (type === "start") first = performance.now();
      if (type === "task") last = performance.now();
    },
  }),
);

// A conversation is held by one lane from its beginning to its end, so that the last round is not a whole one.
const ideal = (Math.ceil(conversations / atOnce) * answers * latencyMs) / 1000;
const talking = (last - first) / 1000;
const share = (seconds: number): string => `${(ideal / seconds).toFixed(3)} of the ideal`;
console.log(`${conversations} conversations of ${2 * answers} turns, ${atOnce} at once, ${latencyMs} ms an answer: ideally ${ideal.toFixed(2)} s
from the first question to the last verdict   ${talking.toFixed(2)} s: ${share(talking)}, ${(bare.seconds / talking).toFixed(3)} of what the requests alone allow
from the recipe to the summary                ${summary.seconds.toFixed(2)} s: ${share(summary.seconds)}
the same requests with nothing around them    ${bare.seconds.toFixed(2)} s: ${share(bare.seconds)}
processor time                                ${summary.processor.toFixed(2)} s, ${bare.processor.toFixed(2)} s of them for the requests; load ${loadavg()[0]?.toFixed(1)}`);
if (summary.value.outcomes?.reached !== conversations)
  throw new Error(JSON.stringify(summary.value.outcomes));
bot.kill();
await rm(folder, { recursive: true, force: true });

async function measured<Value>(work: () => Promise<Value>) {
  const before = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { value, seconds, processor: (user + system) / 1e6 };
}
