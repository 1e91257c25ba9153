import type { StartThread } from "./computing-thread.ts";
import type { FromWorker, WorkerStart } from "./protocol.ts";

/** What is used of a browser's `Worker`. */
export interface WebWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: "message", listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error", listener: (event: { readonly message?: string }) => void): void;
}

/** The first message to a worker of a page, which Node gives its threads when they are made. */
export interface StartMessage {
  readonly type: "start";
  readonly start: WorkerStart;
}

/**
 * A worker of a page, which computes in `web-worker.ts`.
 * @param create makes one; called again when a model is used after it was closed
 */
export function webThread(create: () => WebWorker): StartThread {
  return (start, listener) => {
    const worker = create();
    worker.addEventListener("message", ({ data }) => listener.message(data));
    const end = (): void => {
      worker.terminate();
      listener.ended();
    };
    worker.addEventListener("error", ({ message }) => {
      listener.failed(message || "the worker's script could not be loaded");
      end();
    });
    const first: StartMessage = { type: "start", start };
    worker.postMessage(first);
    return {
      send: (message) => worker.postMessage(message),
      keepsProgram: () => undefined,
      terminate: () => Promise.resolve(end()),
    };
  };
}
