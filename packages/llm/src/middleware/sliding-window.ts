import type { Timer } from "../timer.ts";

const minute = 60_000;

/** Lets at most so much through in any minute; who comes first goes first. */
export class SlidingWindow {
  readonly #timer: Timer;
  readonly #limit: () => number;
  readonly #taken: { readonly at: number; amount: number }[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** @param limit amount per minute, read anew each time it matters */
  constructor(limit: () => number, timer: Timer) {
    this.#limit = limit;
    this.#timer = timer;
  }

  /**
   * Waits until `amount` fits. More than a whole minute's worth goes through alone.
   *
   * @returns a function that corrects the amount once it is known
   * @throws the signal's reason
   */
  reserve(amount: number, signal?: AbortSignal): Promise<(actual: number) => void> {
    const turn = this.#last.then(() => this.#take(amount, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #take(amount: number, signal?: AbortSignal): Promise<(actual: number) => void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#timer.now();
      this.#forget(now - minute);
      const oldest = this.#taken[0];
      const sum = this.#taken.reduce((total, entry) => total + entry.amount, 0);
      if (oldest === undefined || sum + amount <= this.#limit()) {
        const entry = { at: now, amount };
        this.#taken.push(entry);
        return (actual) => void (entry.amount = actual);
      }
      await this.#timer.sleep(oldest.at + minute - now, signal);
    }
  }

  #forget(before: number): void {
    let count = 0;
    while (count < this.#taken.length && (this.#taken[count]?.at ?? 0) <= before) count++;
    this.#taken.splice(0, count);
  }
}
