/**
 * 1,000 conversations of 6 turns with a chatbot that takes 50 ms for an answer, 64 at once, kept on disk as `sdialog test`
 * keeps them: how near they come to the time that the chatbot alone would take. Five times, each beside the same requests
 * with nothing around them, so that a busy machine shows in both; the medians count, of what comes after one time that warms
 * up. To have it measured before
 * everything else: `chrt --fifo 20 node …`, as root.
 *
 * node --conditions=@sdialog/source packages/testing/bench/test-a-chatbot.ts [conversations] [times]
 */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { guardedFetch } from "@sdialog/llm";
import { runRecipe } from "@sdialog/runner";

const conversations = Number(process.argv[2] ?? 1000);
const times = Number(process.argv[3] ?? 5);
const [latencyMs, atOnce, answers] = [50, 64, 3];
// A conversation is held by one lane from its beginning to its end, so that the last round is not a whole one.
const ideal = (Math.ceil(conversations / atOnce) * answers * latencyMs) / 1000;

const bot = fork(
  fileURLToPath(new URL("../src/testing/webhook-bot.ts", import.meta.url)),
  [String(latencyMs)],
  { execArgv: ["--conditions=@sdialog/source"] },
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

try {
  await runRecipe({ ...recipe, repeat: conversations }, { out: join(folder, "warm") });
  console.log(
    `${conversations} conversations of ${2 * answers} turns, ${atOnce} at once, ${latencyMs} ms an answer: ideally ${ideal.toFixed(2)} s`,
  );
  console.log(
    "time  requests alone  first question to last verdict  recipe to summary  ms of processor per answer",
  );
  const rounds: (readonly number[])[] = [];
  for (let time = 1; time <= times; time++) {
    const bare = await measured(requestsAlone);
    let [first, last] = [0, 0];
    const run = await measured(() =>
      runRecipe(recipe, {
        out: join(folder, `run-${time}`),
        onEvent({ type }) {
          if (type === "start") first = performance.now();
          if (type === "task") last = performance.now();
        },
      }),
    );
    if (run.value.outcomes?.reached !== conversations) throw new Error(JSON.stringify(run.value.outcomes));
    const talking = (last - first) / 1000;
    const perAnswer = (seconds: number): number => (1000 * seconds) / (conversations * answers);
    rounds.push([
      ideal / bare.seconds,
      ideal / talking,
      ideal / run.seconds,
      perAnswer(bare.processor),
      perAnswer(run.processor),
    ]);
    show(String(time), rounds.at(-1) as readonly number[]);
  }
  show(
    "median",
    [0, 1, 2, 3, 4].map((column) => median(rounds.map((round) => round[column] as number))),
  );
} finally {
  bot.kill();
  await rm(folder, { recursive: true, force: true });
}

/** What this machine can do while it is as busy as it is. */
async function requestsAlone(): Promise<void> {
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
}

function show(time: string, round: readonly number[]): void {
  const [bare, talking, whole, bareProcessor, processor] = round.map((value) => value.toFixed(3));
  console.log(
    `${time.padEnd(6)}${bare?.padEnd(16)}${talking?.padEnd(32)}${whole?.padEnd(19)}${processor}, ${bareProcessor} of them the request's; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

async function measured<Value>(work: () => Promise<Value>) {
  const before = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { value, seconds, processor: (user + system) / 1e6 };
}
