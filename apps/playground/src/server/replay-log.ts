import { deferred } from "./deferred.ts";

/** A list that grows until it ends, and that any number of readers read from the start and wait on. */
export class ReplayLog<Item> {
  readonly #items: Item[] = [];
  #bytes = 0;
  #ended = false;
  #changed = deferred<void>();

  /** About how much memory the items take. */
  get bytes(): number {
    return this.#bytes;
  }

  get ended(): boolean {
    return this.#ended;
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#bytes += 100 + 2 * JSON.stringify(item).length;
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
