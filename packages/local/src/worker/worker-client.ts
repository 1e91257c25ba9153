import { Worker } from "node:worker_threads";
import { ModelError } from "@sdialog/llm";
import type { EmbeddedTexts } from "../embed/embedder.ts";
import type { EngineRequest } from "../engine/engine-request.ts";
import type { EngineResult } from "../engine/engine.ts";
import { revivedError } from "./plain-error.ts";
import type { FromWorker, TaskName, Tasks, ToWorker, WorkerStart } from "./protocol.ts";

interface Pending {
  onText(delta: string): void;
  resolve(output: Tasks[TaskName]["output"]): void;
  reject(error: unknown): void;
}

/** The main thread's side of a worker: started by the first request, kept alive only while requests are open. */
export class WorkerClient {
  readonly #start: WorkerStart;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(start: WorkerStart) {
    this.#start = start;
  }

  /** @throws ModelError, DataFormatError, InvalidArgumentError; the signal's reason when aborted */
  generate(
    request: EngineRequest,
    options: { readonly signal?: AbortSignal | undefined; readonly onText?: (delta: string) => void } = {},
  ): Promise<EngineResult> {
    const { signal, onText } = options;
    return this.#run("generate", { request, stream: onText !== undefined }, signal, onText);
  }

  /** @throws as {@link WorkerClient.generate} */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddedTexts> {
    return this.#run("embed", { texts }, signal);
  }

  #run<Name extends TaskName>(
    type: Name,
    input: Tasks[Name]["input"],
    signal: AbortSignal | undefined,
    onText?: (delta: string) => void,
  ): Promise<Tasks[Name]["output"]> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    const worker = this.#running();
    return new Promise<Tasks[Name]["output"]>((resolve, reject) => {
      const settle = (): void => {
        signal?.removeEventListener("abort", abort);
        this.#pending.delete(id);
        if (this.#pending.size === 0) worker.unref();
      };
      const abort = (): void => {
        this.#send({ type: "cancel", id });
        settle();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort);
      this.#pending.set(id, {
        onText: (delta) => onText?.(delta),
        resolve: (output) => (settle(), resolve(output as Tasks[Name]["output"])),
        reject: (error) => (settle(), reject(error)),
      });
      this.#send({ type, id, input } as ToWorker);
    });
  }

  /** Ends the worker and fails what is open. The next request starts a new one. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#failAll("the model was closed");
    await worker?.terminate();
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #running(): Worker {
    this.#worker ??= this.#spawn();
    this.#worker.ref();
    return this.#worker;
  }

  #spawn(): Worker {
    // The same line starts the worker from source (.ts) and from the built package (.mjs).
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
    const worker = new Worker(new URL(`./local-worker.${extension}`, import.meta.url), {
      workerData: this.#start,
      execArgv: extension === "ts" ? ["--conditions=@sdialog/source"] : [],
    });
    worker.on("message", (message: FromWorker) => this.#receive(message));
    worker.on("error", (error) => this.#failAll(error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#failAll("its thread ended");
    });
    return worker;
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.type === "text") pending.onText(message.delta);
    else if (message.type === "done") pending.resolve(message.output);
    else pending.reject(revivedError(message.error, this.#start.description.id));
  }

  #failAll(reason: string): void {
    const error = new ModelError(reason, { kind: "interrupted", model: this.#start.description.id });
    for (const pending of this.#pending.values()) pending.reject(error);
  }
}
