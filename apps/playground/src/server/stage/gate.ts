import { type Deferred, deferred } from "../deferred.ts";

/** Holds a conversation back before a turn until it may go on. */
export class Gate {
  #closed: boolean;
  #waiting: Deferred<void> | undefined;
  readonly #onWait: () => void;

  /** @param onWait told when somebody waits at the closed gate */
  constructor(closed: boolean, onWait: () => void) {
    this.#closed = closed;
    this.#onWait = onWait;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves at once when the gate is open, else when it opens; an abort opens it for good. */
  async pass(signal?: AbortSignal): Promise<void> {
    if (!this.#closed || signal?.aborted === true) return;
    this.#waiting = deferred<void>();
    signal?.addEventListener("abort", () => this.#waiting?.resolve(), { once: true });
    this.#onWait();
    await this.#waiting.promise;
    this.#waiting = undefined;
  }

  close(): void {
    this.#closed = true;
  }

  open(): void {
    this.#closed = false;
    this.#waiting?.resolve();
  }

  /** Lets one through who waits now. */
  step(): void {
    this.#closed = true;
    this.#waiting?.resolve();
  }
}
