/** How well raters agree, and on what the number rests. */
export interface Agreement {
  /** 1 for perfect agreement, 0 for what chance would give; `null` where chance alone gives perfect agreement. */
  readonly value: number | null;
  /** Agreement as observed, before it is corrected for chance. */
  readonly observed: number;
  /** Agreement expected by chance. */
  readonly expected: number;
  /** Items rated. */
  readonly n: number;
}

/** (observed − expected) / (1 − expected). */
export function aboveChance(observed: number, expected: number, n: number): Agreement {
  const room = 1 - expected;
  return { value: room < 1e-12 ? null : (observed - expected) / room, observed, expected, n };
}

/** A category: what a rater can say of an item. */
export type Category = string | number | boolean;

/** How often each category was given. */
export function countsOf<Rating extends Category>(ratings: readonly Rating[]): Map<Rating, number> {
  const counts = new Map<Rating, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return counts;
}
