/**
 * 1,000 conversations of 6 turns with a chatbot that takes 50 ms for an answer, 64 at once, kept on disk as `sdialog test`
 * keeps them: how near they come to the time that the chatbot alone would take.
 *
 * node --conditions=@sdialog/source packages/testing/bench/test-a-chatbot.ts [conversations]
 */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
await runRecipe({ ...recipe, repeat: atOnce }, { out: join(folder, "warm") });
const before = process.cpuUsage();
const started = performance.now();
const summary = await runRecipe(recipe, { out: join(folder, "run") });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const ideal = (conversations * answers * latencyMs) / atOnce / 1000;
console.log(
  `${summary.done} conversations in ${seconds.toFixed(2)} s, ideal ${ideal.toFixed(2)} s: ${(ideal / seconds).toFixed(3)} of the ideal; ${((user + system) / 1e6).toFixed(2)} s of processor time`,
);
if (summary.outcomes?.reached !== conversations) throw new Error(JSON.stringify(summary.outcomes));
bot.kill();
await rm(folder, { recursive: true, force: true });
