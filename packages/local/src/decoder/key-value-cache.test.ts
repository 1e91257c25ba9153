import { describe, expect, it } from "vitest";
import { BatchCache } from "../engine/batch-cache.ts";
import { type CacheShape, KeyValueCache, type NewRows, roomFor } from "./key-value-cache.ts";

const shape: CacheShape = { tensors: 2, heads: 2, size: 3, half: false };

/** Rows whose numbers tell tensor, head and token. */
function rowsFor(tokens: readonly number[]): NewRows[] {
  return [0, 1].map((tensor) => ({
    data: Float32Array.from(
      [0, 1].flatMap((head) =>
        tokens.flatMap((token) => [0, 1, 2].map(() => tensor * 100 + head * 10 + token)),
      ),
    ),
    positions: tokens.length,
    row: 0,
    first: 0,
  }));
}

function filled(tokens: readonly number[]): KeyValueCache {
  const cache = new KeyValueCache(shape);
  cache.append(tokens, rowsFor(tokens));
  return cache;
}

/** The first number of every position of one head. */
function values(
  arrays: readonly ArrayLike<number>[],
  tensor: number,
  line: number,
  capacity: number,
  length: number,
): number[] {
  return Array.from({ length }, (_, index) => arrays[tensor]![(line * capacity + index) * 3]!);
}

describe("KeyValueCache", () => {
  it("keeps every head's rows together while it grows", () => {
    const cache = filled([1, 2, 3]);
    for (let token = 4; token <= 70; token++) cache.append([token], rowsFor([token]));
    const expected = Array.from({ length: 70 }, (_, index) => 110 + index + 1);
    expect(values(cache.arrays, 1, 1, cache.capacity, 70)).toEqual(expected);
    expect(cache.capacity).toBe(roomFor(70));
  });

  it("makes room ahead of what is written into it, and the more the longer it is", () => {
    const cache = filled([1, 2, 3]);
    const { arrays } = cache;
    cache.reserve(61);
    expect(cache.arrays).toBe(arrays);
    cache.reserve(1000);
    expect(cache.capacity).toBe(1024);
    expect(values(cache.arrays, 1, 1, cache.capacity, 3)).toEqual([111, 112, 113]);
    cache.reserve(1022);
    expect(cache.capacity).toBe(1152);
  });

  it("forgets what comes after a length and copies beginnings", () => {
    const cache = filled([1, 2, 3]);
    const copy = new KeyValueCache(shape);
    copy.copyFrom(cache, 2);
    cache.truncate(1);
    cache.append([9], rowsFor([9]));
    expect(values(cache.arrays, 0, 1, cache.capacity, 2)).toEqual([11, 19]);
    expect(copy.tokens).toEqual([1, 2]);
    expect(values(copy.arrays, 0, 1, copy.capacity, 2)).toEqual([11, 12]);
  });
});

describe("BatchCache", () => {
  it("holds each cache in its row through joining, growing and leaving", () => {
    const [a, b] = [filled([1, 2]), filled([5, 6, 7])];
    const batch = new BatchCache(shape);
    batch.arrange([a, b]);
    batch.append(0, 3, rowsFor([3]), "");
    batch.append(1, 8, rowsFor([8]), "");
    expect(a.tokens).toEqual([1, 2, 3]);
    batch.arrange([a, b]);
    // Line 3 is row 1, head 1.
    expect(values(batch.arrays, 0, 3, batch.capacity, 4)).toEqual([15, 16, 17, 18]);
    batch.arrange([b]);
    expect(values(batch.arrays, 0, 1, batch.capacity, 4)).toEqual([15, 16, 17, 18]);
    expect(batch.arrays[0]).toHaveLength(2 * 3 * batch.capacity);
    const long = filled(Array.from({ length: 100 }, (_, index) => index));
    batch.arrange([b, long]);
    expect(values(batch.arrays, 1, 3, batch.capacity, 100).at(-1)).toBe(110 + 99);
    expect(values(batch.arrays, 0, 0, batch.capacity, 4)).toEqual([5, 6, 7, 8]);
  });
});
