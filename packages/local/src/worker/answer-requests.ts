import { Embedder } from "../embed/embedder.ts";
import { Engine } from "../engine/engine.ts";
import { plainError } from "./plain-error.ts";
import type { FromWorker, TaskName, Tasks, ToWorker, WorkerStart, WorkMessage } from "./protocol.ts";

type Output = Tasks[TaskName]["output"] | undefined;

/**
 * The thread's side of a model: a computation blocks its thread, so each model lives in one of its own and the program
 * stays responsive.
 *
 * @returns what is told of every message to the thread
 */
export function answerRequests(
  { description, options }: WorkerStart,
  send: (message: FromWorker) => void,
): (message: ToWorker) => void {
  let engine: Promise<Engine> | undefined;
  let embedder: Promise<Embedder> | undefined;
  const cancelled = new Set<number>();
  /** Computations that wait for what a function of the program makes of activations. */
  const changing = new Map<number, { resolve(data: Float32Array): void; reject(error: Error): void }>();

  async function work(message: WorkMessage): Promise<Output> {
    const { id } = message;
    const isCancelled = (): boolean => cancelled.has(id);
    if (message.type === "embed") {
      embedder ??= Embedder.load(description, options);
      return (await embedder).embed(message.input.texts, isCancelled);
    }
    engine ??= Engine.load(description, options);
    if (message.type === "lens") return (await engine).readLens(message.input, isCancelled);
    const { request, stream } = message.input;
    const onText = stream ? (delta: string): void => send({ type: "text", id, delta }) : undefined;
    return (await engine).generate(request, onText, isCancelled, (rows) => {
      if (isCancelled()) throw new Error("cancelled");
      return new Promise((resolve, reject) => {
        changing.set(id, { resolve, reject });
        send({ type: "change", id, rows });
      });
    });
  }

  async function answer(message: WorkMessage): Promise<void> {
    const { id } = message;
    try {
      const output = await work(message);
      send(output === undefined ? { type: "cancelled", id } : { type: "done", id, output });
    } catch (error) {
      send({ type: "failed", id, error: plainError(error, description.id) });
    } finally {
      cancelled.delete(id);
      changing.delete(id);
    }
  }

  return (message) => {
    const waiting = changing.get(message.id);
    if (message.type === "cancel") {
      cancelled.add(message.id);
      waiting?.reject(new Error("cancelled"));
    } else if (message.type === "changed") waiting?.resolve(message.data);
    else void answer(message);
  };
}
