import { Worker } from "node:worker_threads";
import { disableTelemetry } from "../platform/disable-telemetry.ts";
import type { StartThread } from "./computing-thread.ts";
import type { FromWorker } from "./protocol.ts";

/** A thread of Node, which computes in `local-worker.ts`. */
export const nodeThread: StartThread = (start, listener) => {
  disableTelemetry();
  // The same line starts the worker from source (.ts) and from the built package (.mjs).
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const worker = new Worker(new URL(`./local-worker.${extension}`, import.meta.url), {
    workerData: start,
    execArgv: extension === "ts" ? ["--conditions=@sdialog/source"] : [],
  });
  worker.on("message", (message: FromWorker) => listener.message(message));
  worker.on("error", (error) => listener.failed(error instanceof Error ? error.message : String(error)));
  worker.on("exit", () => listener.ended());
  return {
    send: (message) => worker.postMessage(message),
    keepsProgram: (keeps) => (keeps ? worker.ref() : worker.unref()),
    terminate: async () => void (await worker.terminate()),
  };
};
