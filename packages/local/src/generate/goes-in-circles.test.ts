import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { goesInCircles } from "./goes-in-circles.ts";

const random = new Random("circles");
const words = (count: number): number[] => Array.from({ length: count }, () => random.integer(0, 1_000_000));
const times = (passage: readonly number[], count: number): number[] =>
  Array.from({ length: count }, () => passage).flat();

describe("goesInCircles", () => {
  it.each([1, 2, 5, 12, 30, 64])(
    "notices a passage of %i tokens said again and again, whatever came before",
    (length) => {
      const passage = words(length);
      const enough = Math.max(4, Math.ceil(48 / length));
      expect(goesInCircles([...words(30), ...times(passage, enough)])).toBe(true);
      expect(goesInCircles([...words(30), ...times(passage, enough), ...passage.slice(0, length >> 1)])).toBe(
        true,
      );
      expect(goesInCircles([...words(30), ...times(passage, enough - 1)])).toBe(false);
      expect(goesInCircles([...times(passage, enough), ...words(1)])).toBe(false);
    },
  );

  it("lets pass what is not a circle", () => {
    expect(goesInCircles([])).toBe(false);
    expect(goesInCircles(words(500))).toBe(false);
    expect(goesInCircles([...words(30), ...times([7], 40)])).toBe(false);
  });
});
