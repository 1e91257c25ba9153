import type { FromWorker, ToWorker, WorkerStart } from "./protocol.ts";

/** A thread that computes, whatever the machine calls it. */
export interface ComputingThread {
  send(message: ToWorker): void;
  /** Whether a program may end while the thread is there. */
  keepsProgram(keeps: boolean): void;
  terminate(): Promise<void>;
}

export interface ThreadListener {
  message(message: FromWorker): void;
  /** It could not start, or broke: nothing of what is open will be answered. */
  failed(reason: string): void;
  ended(): void;
}

export type StartThread = (start: WorkerStart, listener: ThreadListener) => ComputingThread;
