import type { Mark } from "../steering/steering-plan.ts";

/** Shape of the keys (and values) of one token in one layer. */
export interface CacheShape {
  /** Number of key and value tensors: twice the layers. */
  readonly tensors: number;
  readonly heads: number;
  readonly size: number;
  readonly half: boolean;
}

/** float32 numbers, or the bits of float16 ones. */
export type CacheArray = Float32Array | Uint16Array;

/** Where to find new keys or values: an array [rows, heads, positions, size] and a place in it. */
export interface NewRows {
  readonly data: CacheArray;
  readonly positions: number;
  readonly row: number;
  readonly first: number;
}

// Arrays grow in steps, and positions beyond the length are masked: appending a token moves nothing.
const step = 64;
// Where room that is not used costs nothing, more is made at once: growing copies all there is.
const growth = 9 / 8;

/** The number of positions to make room for. */
export function roomFor(length: number): number {
  return Math.ceil(length / step) * step;
}

/** An array for keys or values of the model's element type, zero-filled. */
export function cacheArray(shape: CacheShape, rows: number, capacity: number): CacheArray {
  const length = rows * shape.heads * capacity * shape.size;
  return shape.half ? new Uint16Array(length) : new Float32Array(length);
}

/** Keys and values of one sequence of tokens, [heads, capacity, size] per tensor, with room to grow. */
export class KeyValueCache {
  readonly shape: CacheShape;
  /** The tokens whose keys and values are here. */
  readonly tokens: number[] = [];
  /** How each token was steered; "" where it was not. */
  readonly marks: Mark[] = [];
  #capacity = 0;
  #arrays: readonly CacheArray[];

  constructor(shape: CacheShape) {
    this.shape = shape;
    this.#arrays = this.#allocate(0);
  }

  get length(): number {
    return this.tokens.length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get arrays(): readonly CacheArray[] {
    return this.#arrays;
  }

  /** Forgets everything after the first `length` tokens. */
  truncate(length: number): void {
    this.tokens.length = Math.min(length, this.tokens.length);
    this.marks.length = this.tokens.length;
  }

  /** Makes room for tokens to come, whose keys and values are written right into {@link arrays}. */
  reserve(count: number): void {
    const length = this.length + count;
    if (length > this.#capacity) this.#grow(roomFor(Math.max(length, growth * this.#capacity)));
  }

  /** Appends tokens with their keys and values. @param rows one entry per tensor @param marks one per token */
  append(tokens: readonly number[], rows: readonly NewRows[], marks: readonly Mark[] = []): void {
    const length = this.length + tokens.length;
    if (length > this.#capacity) this.#grow(roomFor(length));
    for (const [tensor, target] of this.#arrays.entries()) {
      copyRows(this.shape, rows[tensor] as NewRows, tokens.length, target, {
        positions: this.#capacity,
        row: 0,
        first: this.length,
      });
    }
    this.tokens.push(...tokens);
    this.marks.push(...tokens.map((_, index) => marks[index] ?? ""));
  }

  /** Replaces everything by the first `length` tokens of another cache. */
  copyFrom(other: KeyValueCache, length: number): void {
    this.truncate(0);
    const rows = other.arrays.map((data) => ({ data, positions: other.capacity, row: 0, first: 0 }));
    this.append(other.tokens.slice(0, length), rows, other.marks);
  }

  /** Copies all keys and values into one row of larger arrays [rows, heads, capacity, size]. */
  copyTo(targets: readonly CacheArray[], row: number, capacity: number): void {
    this.#copy(targets, { positions: capacity, row, first: 0 });
  }

  #grow(capacity: number): void {
    const larger = this.#allocate(capacity);
    this.#copy(larger, { positions: capacity, row: 0, first: 0 });
    this.#arrays = larger;
    this.#capacity = capacity;
  }

  #copy(targets: readonly CacheArray[], place: Omit<NewRows, "data">): void {
    for (const [tensor, data] of this.#arrays.entries()) {
      const source = { data, positions: this.#capacity, row: 0, first: 0 };
      copyRows(this.shape, source, this.length, targets[tensor] as CacheArray, place);
    }
  }

  #allocate(capacity: number): readonly CacheArray[] {
    return Array.from({ length: this.shape.tensors }, () => cacheArray(this.shape, 1, capacity));
  }
}

/** Copies `count` positions of every head from one place to another, unless it is the same. */
export function copyRows(
  { heads, size }: CacheShape,
  from: NewRows,
  count: number,
  target: CacheArray,
  to: Omit<NewRows, "data">,
): void {
  const isSameArray = from.data.buffer === target.buffer && from.data.byteOffset === target.byteOffset;
  if (isSameArray && from.positions === to.positions && from.row === to.row && from.first === to.first)
    return;
  for (let head = 0; head < heads; head++) {
    const start = ((from.row * heads + head) * from.positions + from.first) * size;
    const goal = ((to.row * heads + head) * to.positions + to.first) * size;
    target.set(from.data.subarray(start, start + count * size), goal);
  }
}
