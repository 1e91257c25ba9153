/**
 * Many dialogues through the store in one process: how fast, at what peak memory, and how long a resumed run takes
 * to start when all but one of them are done.
 *
 * node --conditions=@sdialog/source packages/runner/bench/many-dialogues.ts [count]
 */
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resumeRun, runRecipe } from "../src/index.ts";
import { echoModel } from "../src/testing/echo-model.ts";

const count = Number(process.argv[2] ?? 100_000);
const folder = await mkdtemp(join(tmpdir(), "sdialog-bench-"));
const model = echoModel();
const models = { "echo:1": model };
const recipe = {
  kind: "dialogues",
  count,
  seed: 1,
  model: "echo:1",
  maxTurns: 6,
  concurrency: 32,
  personas: [
    { name: "Alice", role: "barista" },
    { name: "Bob", role: ["customer", "tourist", "inspector"] },
  ],
};

let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100);
const summary = await runRecipe(recipe, { out: folder, models });
clearInterval(watch);
const { size } = await stat(join(folder, "dialogues.jsonl"));

// As a kill would leave it: the last dialogue torn.
const file = await open(join(folder, "dialogues.jsonl"), "r+");
await file.truncate(size - 100);
await file.close();
const before = model.calls();
let firstCall = 0;
const startedAt = performance.now();
await resumeRun(folder, {
  models: {
    "echo:1": {
      ...model,
      generate: (request) => {
        firstCall ||= performance.now() - startedAt;
        return model.generate(request);
      },
    },
  },
});
console.log(
  JSON.stringify({
    count,
    seconds: Math.round(summary.elapsedMs / 1000),
    dialoguesPerSecond: Math.round(summary.tasksPerSecond),
    megabytes: Math.round(size / 1e6),
    peakRssMb: Math.round(peak / 1e6),
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1000),
    resumeFirstCallMs: Math.round(firstCall),
    callsAfterResume: model.calls() - before,
  }),
);
await rm(folder, { recursive: true });
