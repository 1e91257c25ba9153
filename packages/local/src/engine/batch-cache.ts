import type { Mark } from "../steering/steering-plan.ts";
import {
  type CacheArray,
  cacheArray,
  type CacheShape,
  copyRows,
  type KeyValueCache,
  type NewRows,
  roomFor,
} from "../decoder/key-value-cache.ts";

/**
 * The caches of several sequences side by side, as one forward pass needs them: [rows, heads, capacity, size].
 * Rows that did not change since the last pass are not copied again.
 */
export class BatchCache {
  readonly #shape: CacheShape;
  #arrays: readonly CacheArray[] = [];
  /** The part of them that is arranged. */
  #used: readonly CacheArray[] = [];
  #rows: { readonly cache: KeyValueCache; length: number }[] = [];
  #room = 0;
  #capacity = 0;

  constructor(shape: CacheShape) {
    this.#shape = shape;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Arrays of exactly as many rows as were arranged. */
  get arrays(): readonly CacheArray[] {
    return this.#used;
  }

  /**
   * Puts each cache into its row.
   * @param ahead for how many tokens to come there has to be room, because they are written right here
   */
  arrange(caches: readonly KeyValueCache[], ahead = 0): void {
    for (const cache of ahead > 0 ? caches : []) cache.reserve(ahead);
    const capacity = Math.max(...caches.map((cache) => (ahead > 0 ? cache.capacity : roomFor(cache.length))));
    const isSame = capacity === this.#capacity && caches.length <= this.#room;
    if (!isSame) {
      this.#capacity = capacity;
      this.#room = Math.max(this.#room, caches.length);
      this.#reserve(this.#room * capacity);
      this.#rows = [];
    }
    if (!isSame || caches.length !== this.#rows.length) {
      const length = caches.length * this.#shape.heads * capacity * this.#shape.size;
      this.#used = this.#arrays.map((array) => array.subarray(0, length));
    }
    this.#rows = caches.map((cache, row) => {
      const known = this.#rows[row];
      if (known?.cache === cache && known.length === cache.length) return known;
      cache.copyTo(this.#arrays, row, capacity);
      return { cache, length: cache.length };
    });
  }

  /** Memory is kept and not cleared: what is beyond a sequence's length is masked, whatever it is. */
  #reserve(positions: number): void {
    const length = positions * this.#shape.heads * this.#shape.size;
    if ((this.#arrays[0]?.length ?? 0) >= length) return;
    this.#arrays = Array.from({ length: this.#shape.tensors }, () => cacheArray(this.#shape, 1, positions));
  }

  /** Appends one token to a row and to the cache it belongs to. */
  append(row: number, token: number, rows: readonly NewRows[], mark: Mark): void {
    const known = this.#rows[row];
    if (known === undefined) return;
    if (known.length < this.#capacity) {
      for (const [tensor, target] of this.#arrays.entries()) {
        const place = { positions: this.#capacity, row, first: known.length };
        copyRows(this.#shape, rows[tensor] as NewRows, 1, target, place);
      }
      known.length++;
    }
    known.cache.append([token], rows, [mark]);
  }
}
