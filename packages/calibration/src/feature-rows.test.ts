import { expect, it } from "vitest";
import { distance, standardiser } from "./feature-rows.ts";
import { talkOf } from "./testing/talk-of.ts";

/** How the first feature of conversations stands among others'. */
function standing(reference: readonly (number | null)[], ...values: readonly (number | null)[]): number[] {
  const talks = (words: readonly (number | null)[]) => words.map((each) => talkOf({ words_per_turn: each }));
  return standardiser(talks(reference))(talks(values)).map(
    (row) => Math.hypot(...row) * Math.sign(row[0] as number),
  );
}

it("counts in deviations from the mean of those who show a feature, five at most", () => {
  expect(standing([10, 30, null], 10, 20, 30, 40, null)).toEqual([-1, 0, 1, 2, 0]);
  expect(standing([10, 30], 69, 70, 1000, -1000)).toEqual([4.9, 5, 5, -5]);
  expect(standing([0, 0, 3, 3, 3, 3], 2)).toEqual([0]);
});

it("takes differences as they are where nobody varies, and values where nobody shows it", () => {
  expect(standing([7, 7, 7], 7, 10, 6.5)).toEqual([0, 3, -0.5]);
  expect(standing([null], 2)).toEqual([2]);
});

it("measures distances as the crow flies", () => {
  expect(distance(Float64Array.of(1, 2, 3), Float64Array.of(1, 5, 7))).toBe(5);
});
