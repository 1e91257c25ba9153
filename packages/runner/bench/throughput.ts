/**
 * Throughput on a server with 200 ms latency at concurrency 64, as a share of the ideal 64 / 0.2 calls a second.
 *
 * node --conditions=@sdialog/source packages/runner/bench/throughput.ts [dialogues]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runRecipe } from "../src/index.ts";
import { startLatencyServer } from "../src/testing/start-latency-server.ts";

process.env["OPENAI_API_KEY"] ??= "none";
const count = Number(process.argv[2] ?? 1280);
const server = await startLatencyServer(200);
const folder = await mkdtemp(join(tmpdir(), "sdialog-bench-"));
const recipe = {
  kind: "dialogues",
  count,
  seed: 1,
  model: { name: "openai:bench", baseURL: `${server.url}/v1` },
  maxTurns: 4,
  concurrency: 64,
  personas: [{ name: "Alice" }, { name: "Bob" }],
};
const before = process.cpuUsage();
const summary = await runRecipe(recipe, { out: folder });
const { user, system } = process.cpuUsage(before);
const { calls, perSecond, perSecondInTheMiddle } = await server.stats();
const ideal = 64 / 0.2;
const share = (rate: number): number => Number((rate / ideal).toFixed(3));
console.log(
  JSON.stringify({
    calls,
    idealPerSecond: ideal,
    share: share(perSecond),
    shareInTheMiddle: share(perSecondInTheMiddle),
    // With the start of the run and everything written.
    shareOfWholeRun: share(calls / (summary.elapsedMs / 1000)),
    cpuMsPerCall: Number(((user + system) / 1000 / calls).toFixed(2)),
    failed: summary.failed,
  }),
);
server.stop();
await rm(folder, { recursive: true });
