/**
 * Two workers against one on the PostgreSQL queue, each with 16 tasks at a time, on a server with 200 ms latency.
 *
 * node --conditions=@sdialog/source packages/runner/bench/postgres-workers.ts [dialogues]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runRecipe } from "../src/index.ts";
import { startLatencyServer } from "../src/testing/start-latency-server.ts";

process.env["OPENAI_API_KEY"] ??= "none";
const count = Number(process.argv[2] ?? 512);
const results: { workers: number; perSecond: number; perSecondInTheMiddle: number; wholeRun: number }[] = [];
for (const workers of [1, 2]) {
  const server = await startLatencyServer(200);
  const folder = await mkdtemp(join(tmpdir(), "sdialog-bench-"));
  const recipe = {
    kind: "dialogues",
    count,
    seed: 1,
    model: { name: "openai:bench", baseURL: `${server.url}/v1` },
    maxTurns: 4,
    concurrency: 16,
    executor: "postgres",
    postgres: { workers },
    personas: [{ name: "Alice" }, { name: "Bob" }],
  };
  const summary = await runRecipe(recipe, { out: folder });
  const { calls, perSecond, perSecondInTheMiddle } = await server.stats();
  const wholeRun = Number((calls / (summary.elapsedMs / 1000)).toFixed(1));
  results.push({ workers, perSecond, perSecondInTheMiddle, wholeRun });
  server.stop();
  await rm(folder, { recursive: true });
}
const [one, two] = results as [(typeof results)[0], (typeof results)[0]];
const ratio = (name: "perSecond" | "perSecondInTheMiddle" | "wholeRun"): number =>
  Number((two[name] / one[name]).toFixed(2));
console.log(
  JSON.stringify({
    results,
    speedUp: ratio("perSecond"),
    // When both work: without the second's start.
    speedUpInTheMiddle: ratio("perSecondInTheMiddle"),
    speedUpOfWholeRun: ratio("wholeRun"),
  }),
);
