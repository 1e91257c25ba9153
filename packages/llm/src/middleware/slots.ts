/** A number of places that can change; who comes first goes first. */
export class Slots {
  readonly #waiting = new Set<() => void>();
  #capacity: number;
  #taken = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many places are taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Waits for a place, or takes a free one at once. @throws the signal's reason */
  take(signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    if (this.#taken < this.#capacity && this.#waiting.size === 0) {
      this.#taken++;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.delete(enter);
        reject(signal?.reason);
      };
      this.#waiting.add(enter);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  giveBack(): void {
    this.#taken--;
    this.#admit();
  }

  /** With fewer places than are taken, nobody is turned out, but nobody comes in until enough have left. */
  resize(capacity: number): void {
    this.#capacity = capacity;
    this.#admit();
  }

  #admit(): void {
    for (const enter of this.#waiting) {
      if (this.#taken >= this.#capacity) return;
      this.#waiting.delete(enter);
      this.#taken++;
      enter();
    }
  }
}
