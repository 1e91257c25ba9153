import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Embedder } from "../embed/embedder.ts";
import { Engine } from "../engine/engine.ts";
import { plainError } from "./plain-error.ts";
import type { FromWorker, TaskName, Tasks, ToWorker, WorkerStart } from "./protocol.ts";

// A computation blocks its thread, so each model lives in one of its own and the program stays responsive.
const port = parentPort as MessagePort;
const { description, options } = workerData as WorkerStart;

let engine: Promise<Engine> | undefined;
let embedder: Promise<Embedder> | undefined;
const cancelled = new Set<number>();

type Output = Tasks[TaskName]["output"] | undefined;

async function work(message: Exclude<ToWorker, { type: "cancel" }>): Promise<Output> {
  const { id } = message;
  const isCancelled = (): boolean => cancelled.has(id);
  if (message.type === "embed") {
    embedder ??= Embedder.load(description, options);
    return (await embedder).embed(message.input.texts, isCancelled);
  }
  const { request, stream } = message.input;
  const onText = stream ? (delta: string): void => send({ type: "text", id, delta }) : undefined;
  engine ??= Engine.load(description, options);
  return (await engine).generate(request, onText, isCancelled);
}

async function answer(message: Exclude<ToWorker, { type: "cancel" }>): Promise<void> {
  const { id } = message;
  try {
    const output = await work(message);
    send(output === undefined ? { type: "cancelled", id } : { type: "done", id, output });
  } catch (error) {
    send({ type: "failed", id, error: plainError(error, description.id) });
  } finally {
    cancelled.delete(id);
  }
}

function send(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port.postMessage(message);
}

port.on("message", (message: ToWorker) => {
  if (message.type === "cancel") cancelled.add(message.id);
  else void answer(message);
});
