import { ModelError } from "@sdialog/llm";
import type { EmbeddedTexts } from "../embed/embedder.ts";
import type { EngineRequest } from "../engine/engine-request.ts";
import type { EngineResult } from "../engine/engine.ts";
import type { LensRequest, LikelyToken } from "../hooks/hook-data.ts";
import type { DownloadProgress } from "../download-progress.ts";
import { type ChangeRows, ownChanges, withoutFunctions } from "../steering/change-rows.ts";
import type { ComputingThread, StartThread } from "./computing-thread.ts";
import { revivedError } from "./plain-error.ts";
import type { FromWorker, TaskName, Tasks, ToWorker, WorkerStart } from "./protocol.ts";

interface Pending {
  onText(delta: string): void;
  readonly change: ChangeRows;
  /** The function that the request comes from. */
  readonly from: ChangeUnderWay | undefined;
  resolve(output: Tasks[TaskName]["output"]): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: ComputingThread;
  /** Requests it is computing: open ones, and cancelled ones that it has not stopped yet. */
  readonly computing: Set<number>;
  /** Told when it has nothing to compute any more, or has ended. */
  readonly onIdle: Set<() => void>;
}

/** A cancelled request is given this long to stop, in milliseconds: far more than a token takes. */
const stopMs = 10_000;

/** A function that changes activations, while a model waits for it. */
export interface ChangeUnderWay {
  readonly client: WorkerClient;
  /** The function that asked for the reply which it changes. */
  readonly from: ChangeUnderWay | undefined;
  ended: boolean;
}

/** Knows which function is running: an `AsyncLocalStorage`, where the machine has such a thing. */
export interface ChangesUnderWay {
  run<T>(change: ChangeUnderWay, body: () => T): T;
  getStore(): ChangeUnderWay | undefined;
}

export interface WorkerClientOptions {
  /** How the machine starts a thread. */
  readonly startThread: StartThread;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Without it, a function that asks the model which waits for it is not refused, and waits for ever. */
  readonly changes?: ChangesUnderWay | undefined;
}

/**
 * The main thread's side of a worker: started by the first request. The process stays until the worker has stopped
 * computing, because one that ends in the middle of that is aborted by the system.
 */
export class WorkerClient {
  readonly #start: WorkerStart;
  readonly #options: WorkerClientOptions;
  readonly #pending = new Map<number, Pending>();
  #thread: Thread | undefined;
  #lastId = 0;
  #usedAt = 0;

  constructor(start: WorkerStart, options: WorkerClientOptions) {
    this.#start = start;
    this.#options = options;
  }

  /**
   * @throws ModelError, also when asked by a function that this model waits for; DataFormatError, InvalidArgumentError; the
   *   signal's reason when aborted
   */
  generate(
    request: EngineRequest,
    options: { readonly signal?: AbortSignal | undefined; readonly onText?: (delta: string) => void } = {},
  ): Promise<EngineResult> {
    const { signal, onText } = options;
    const { hooks } = request;
    if (this.#waitsForCaller()) return Promise.reject(this.#waitingForItself());
    const steer = hooks?.steer ?? [];
    const sent =
      hooks === undefined ? request : { ...request, hooks: { ...hooks, steer: withoutFunctions(steer) } };
    const told = { ...(onText === undefined ? {} : { onText }), change: ownChanges(steer) };
    return this.#run("generate", { request: sent, stream: onText !== undefined }, signal, told);
  }

  /** @throws as {@link WorkerClient.generate} */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddedTexts> {
    return this.#run("embed", { texts }, signal);
  }

  /** @throws as {@link WorkerClient.generate} */
  lens(request: LensRequest, signal?: AbortSignal): Promise<readonly (readonly LikelyToken[])[]> {
    return this.#run("lens", request, signal);
  }

  /** How long nothing was asked of a worker that is running, in milliseconds; negative when there is nothing to free. */
  get unusedMs(): number {
    if (this.#thread === undefined || this.#thread.computing.size > 0) return -1;
    return performance.now() - this.#usedAt;
  }

  #run<Name extends TaskName>(
    type: Name,
    input: Tasks[Name]["input"],
    signal: AbortSignal | undefined,
    { onText = () => undefined, change = ownChanges([]) }: Partial<Pick<Pending, "onText" | "change">> = {},
  ): Promise<Tasks[Name]["output"]> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    const from = this.#options.changes?.getStore();
    const thread = this.#running();
    thread.computing.add(id);
    return new Promise<Tasks[Name]["output"]>((resolve, reject) => {
      const settle = (): void => {
        signal?.removeEventListener("abort", abort);
        this.#pending.delete(id);
      };
      const abort = (): void => {
        thread.worker.send({ type: "cancel", id });
        settle();
        reject(signal?.reason);
        this.#endUnlessStopped(thread, id);
      };
      signal?.addEventListener("abort", abort);
      this.#pending.set(id, {
        onText,
        change,
        from,
        resolve: (output) => (settle(), resolve(output as Tasks[Name]["output"])),
        reject: (error) => (settle(), reject(error)),
      });
      thread.worker.send({ type, id, input } as ToWorker);
    });
  }

  /** Fails what is open, and ends the worker as soon as it has stopped computing. The next request starts a new one. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#failAll("the model was closed");
    if (thread === undefined) return;
    for (const id of thread.computing) thread.worker.send({ type: "cancel", id });
    await idle(thread);
    await thread.worker.terminate();
  }

  /**
   * What computes looks for cancellations between two tokens. An expression of a tokenizer's file that never comes to an end
   * does not, and would keep the process for ever: its thread is ended, once nobody else waits for it.
   */
  #endUnlessStopped(thread: Thread, id: number): void {
    const timer = setTimeout(() => {
      if (!thread.computing.has(id)) return;
      if (this.#pending.size > 0) return this.#endUnlessStopped(thread, id);
      if (this.#thread === thread) this.#thread = undefined;
      void thread.worker.terminate();
    }, stopMs);
    // In a browser it is a number.
    if (typeof timer === "object") timer.unref();
  }

  #running(): Thread {
    this.#thread ??= this.#spawn();
    this.#thread.worker.keepsProgram(true);
    return this.#thread;
  }

  #spawn(): Thread {
    const computing = new Set<number>();
    const onIdle = new Set<() => void>();
    const worker = this.#options.startThread(this.#start, {
      message: (message) => this.#receive(message, thread),
      failed: (reason) => this.#failAll(reason),
      ended: () => {
        computing.clear();
        tellIdle(thread);
        if (this.#thread !== thread) return;
        this.#thread = undefined;
        this.#failAll("its thread ended");
      },
    });
    const thread: Thread = { worker, computing, onIdle };
    return thread;
  }

  #receive(message: FromWorker, thread: Thread): void {
    if (message.type === "progress") return this.#options.onProgress?.(message.progress);
    this.#usedAt = performance.now();
    if (message.type === "change") return void this.#change(message, thread);
    if (message.type !== "text") thread.computing.delete(message.id);
    if (thread.computing.size === 0) {
      thread.worker.keepsProgram(false);
      tellIdle(thread);
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.type === "text") pending.onText(message.delta);
    else if (message.type === "done") pending.resolve(message.output);
    else if (message.type === "failed")
      pending.reject(revivedError(message.error, this.#start.description.id));
  }

  /** Asks a function of the program, for which the thread waits. What it throws ends the request. */
  async #change({ id, rows }: Extract<FromWorker, { type: "change" }>, { worker }: Thread): Promise<void> {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    const { changes } = this.#options;
    const underWay: ChangeUnderWay = { client: this, from: pending.from, ended: false };
    const change = () => pending.change(rows);
    try {
      worker.send({ type: "changed", id, data: await (changes?.run(underWay, change) ?? change()) });
    } catch (error) {
      worker.send({ type: "cancel", id });
      pending.reject(error);
    } finally {
      underWay.ended = true;
    }
  }

  #waitsForCaller(): boolean {
    let change = this.#options.changes?.getStore();
    while (change !== undefined && (change.ended || change.client !== this)) change = change.from;
    return change !== undefined;
  }

  #waitingForItself(): ModelError {
    return new ModelError(
      "a function that changes its activations asks the model, which waits for that function",
      {
        kind: "invalid_request",
        model: this.#start.description.id,
        hint: "Ask before the reply that is steered, or ask another model.",
      },
    );
  }

  #failAll(reason: string): void {
    const error = new ModelError(reason, { kind: "interrupted", model: this.#start.description.id });
    for (const pending of this.#pending.values()) pending.reject(error);
  }
}

function idle({ computing, onIdle }: Thread): Promise<void> {
  return computing.size === 0 ? Promise.resolve() : new Promise((resolve) => void onIdle.add(resolve));
}

function tellIdle({ onIdle }: Thread): void {
  for (const tell of onIdle) tell();
  onIdle.clear();
}
