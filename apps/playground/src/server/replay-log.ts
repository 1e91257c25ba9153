import { deferred } from "./deferred.ts";

/** A list that grows until it ends, and that any number of readers read from the start and wait on. */
export class ReplayLog<Item> {
  readonly #items: Item[] = [];
  #ended = false;
  #changed = deferred<void>();

  get ended(): boolean {
    return this.#ended;
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *read(): AsyncGenerator<Item, void, void> {
    for (let at = 0; ;) {
      while (at < this.#items.length) yield this.#items[at++] as Item;
      if (this.#ended) return;
      await this.#changed.promise;
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = deferred<void>();
  }
}
