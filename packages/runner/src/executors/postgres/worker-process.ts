// A worker of its own process; the address comes through the environment, where no list of processes shows it.
import { limitYoungGeneration } from "../../work/limit-young-generation.ts";
import { runPostgresWorker } from "./postgres-worker.ts";

limitYoungGeneration();
const [run = "", schema = "sdialog"] = process.argv.slice(2);
const url = process.env["SDIALOG_QUEUE_URL"] ?? "";
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
// Ctrl-C reaches this process, too; the one that started it says when to stop, once nothing more is to be done.
process.on("SIGINT", () => undefined);
// The process that started this one is gone: its run is over, or another process goes on with it.
process.once("disconnect", () => stop.abort());
await runPostgresWorker({ url, schema, run, signal: stop.signal, trust: true });
process.disconnect();
