import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Engine } from "../engine/engine.ts";
import { plainError } from "./plain-error.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./protocol.ts";

// A computation blocks its thread, so each model lives in one of its own and the program stays responsive.
const port = parentPort as MessagePort;
const { description, options } = workerData as WorkerStart;
const engine = Engine.load(description, options);
// A failed load is reported to every request below.
engine.catch(() => undefined);

const cancelled = new Set<number>();

function send(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port.postMessage(message);
}

async function generate({ id, request, stream }: ToWorker & { type: "generate" }): Promise<void> {
  try {
    const onText = stream ? (delta: string): void => send({ type: "text", id, delta }) : undefined;
    const loaded = await engine;
    const result = await loaded.generate(request, onText, () => cancelled.has(id));
    if (result !== undefined) send({ type: "done", id, result });
  } catch (error) {
    send({ type: "failed", id, error: plainError(error, description.id) });
  } finally {
    cancelled.delete(id);
  }
}

port.on("message", (message: ToWorker) => {
  if (message.type === "cancel") cancelled.add(message.id);
  else void generate(message);
});
