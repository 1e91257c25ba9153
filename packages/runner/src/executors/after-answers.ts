/**
 * Turns for work that can wait: one each time that the answers that have come are dealt with. Whoever waits for an answer
 * does not wait for all of that work as well, however much of it there is at a time.
 */
export class AfterAnswers {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is the caller's turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
