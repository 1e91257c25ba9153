import {
  type CacheArray,
  cacheArray,
  type CacheShape,
  copyRows,
  type NewRows,
  roomFor,
} from "./key-value-cache.ts";

/** Keys and values of the tokens before those that are fed, [rows, heads, capacity, size]. */
export interface PastKeys {
  readonly arrays: readonly CacheArray[];
  readonly capacity: number;
}

/** How many tokens each row of it holds. */
type Cached = readonly { readonly cached: number }[];

/** With each row's tokens at the end of the room there is, and no more room than the longest takes. */
export function pushedTogether(past: PastKeys, rows: Cached, shape: CacheShape): PastKeys {
  const capacity = longest(rows);
  if (capacity === past.capacity && rows.every(({ cached }) => cached === capacity)) return past;
  return moved(past, rows, shape, capacity, (cached) => capacity - cached);
}

/** With room for as many tokens to come. */
export function withRoom(
  past: PastKeys | undefined,
  rows: Cached,
  shape: CacheShape,
  added: number,
): PastKeys {
  const needed = longest(rows) + added;
  if (past !== undefined && past.capacity >= needed) return past;
  return moved(past, rows, shape, roomFor(needed), () => 0);
}

function longest(rows: Cached): number {
  return Math.max(...rows.map(({ cached }) => cached));
}

function moved(
  past: PastKeys | undefined,
  rows: Cached,
  shape: CacheShape,
  capacity: number,
  place: (cached: number) => number,
): PastKeys {
  const arrays = Array.from({ length: shape.tensors }, () => cacheArray(shape, rows.length, capacity));
  for (const [tensor, data] of past?.arrays.entries() ?? []) {
    for (const [row, { cached }] of rows.entries()) {
      const from: NewRows = { data, positions: past?.capacity ?? 0, row, first: 0 };
      copyRows(shape, from, cached, arrays[tensor] as CacheArray, {
        positions: capacity,
        row,
        first: place(cached),
      });
    }
  }
  return { arrays, capacity };
}
