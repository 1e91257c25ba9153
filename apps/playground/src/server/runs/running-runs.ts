import type { RunSummary } from "@sdialog/runner";

/** The runs this playground works on. */
export class RunningRuns {
  readonly #runs = new Map<string, AbortController>();
  readonly #closing: AbortSignal;

  /** @param closing stops all of them */
  constructor(closing: AbortSignal) {
    this.#closing = closing;
  }

  has(folder: string): boolean {
    return this.#runs.has(folder);
  }

  /**
   * Works on a run in the background; does nothing when it is being worked on.
   * @param onEnd told how it ended, or why it failed
   */
  start(
    folder: string,
    work: (signal: AbortSignal) => Promise<RunSummary>,
    onEnd: (outcome: RunSummary | Error) => void,
  ): void {
    if (this.has(folder)) return;
    const abort = new AbortController();
    this.#runs.set(folder, abort);
    void work(AbortSignal.any([abort.signal, this.#closing]))
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
      .then((outcome) => {
        this.#runs.delete(folder);
        onEnd(outcome);
      });
  }

  /** What is finished stays; the rest can be gone on with. */
  stop(folder: string): void {
    this.#runs.get(folder)?.abort();
  }
}
