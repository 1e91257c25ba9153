// A worker of its own process; the address comes through the environment, where no list of processes shows it.
import { stopSignals, visibleText } from "@sdialog/core/internal";
import { failureOf } from "@sdialog/generators/plan";
import { limitYoungGeneration } from "../../work/limit-young-generation.ts";
import { runPostgresWorker } from "./postgres-worker.ts";

limitYoungGeneration();
const [run = "", schema = "sdialog"] = process.argv.slice(2);
const url = process.env["SDIALOG_QUEUE_URL"] ?? "";
const stop = new AbortController();
// What ends the process that started this one reaches this one, too, from a terminal; that one says when to stop, by
// SIGTERM, once nothing more is to be done.
for (const signal of stopSignals) process.on(signal, () => signal === "SIGTERM" && stop.abort());
// The process that started this one is gone: its run is over, or another process goes on with it.
process.once("disconnect", () => stop.abort());
try {
  await runPostgresWorker({ url, schema, run, signal: stop.signal, trust: true });
} catch (error) {
  // What ends the whole run is told by the process that started this one; what ends this one alone is told here.
  const { message, hint } = failureOf(error);
  process.stderr.write(
    `${visibleText(`A worker ends: ${message}`)}\n${hint === undefined ? "" : `→ ${visibleText(hint)}\n`}`,
  );
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
