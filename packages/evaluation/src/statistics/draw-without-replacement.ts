import type { Random } from "@sdialog/core";

/** `count` different numbers below `size` in random order. */
export function drawWithoutReplacement(size: number, count: number, random: Random): Uint32Array {
  const all = Uint32Array.from({ length: size }, (_, index) => index);
  deal(all, count, random);
  return all.slice(0, count);
}

/** Moves `count` elements chosen at random, in random order, to the front of the array (Fisher–Yates). */
export function deal(elements: Uint32Array, count: number, random: Random): void {
  for (let position = 0; position < count; position++) {
    const other = random.integer(position, elements.length - 1);
    const chosen = elements[other] as number;
    elements[other] = elements[position] as number;
    elements[position] = chosen;
  }
}
