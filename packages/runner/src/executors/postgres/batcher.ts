/** Collects what arrives while a batch is being written into the next one. */
export class Batcher<Item> {
  readonly #write: (batch: readonly Item[]) => Promise<void>;
  #next: Item[] = [];
  #pending: Promise<void> | undefined;
  #current: Promise<void> = Promise.resolve();

  constructor(write: (batch: readonly Item[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when the item's batch is written; rejects when writing it failed. */
  add(item: Item): Promise<void> {
    this.#next.push(item);
    this.#pending ??= this.#after(this.#current);
    return this.#pending;
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await (this.#pending ?? this.#current);
  }

  async #after(previous: Promise<void>): Promise<void> {
    await previous.catch(() => undefined);
    const batch = this.#next;
    this.#next = [];
    this.#pending = undefined;
    this.#current = this.#write(batch);
    await this.#current;
  }
}
