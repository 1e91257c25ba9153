import { expect, it } from "vitest";
import { freshSeed, givenSeed } from "./fresh-seed.ts";

it("is a whole number of 31 bits, and another one each time", () => {
  const seeds = Array.from({ length: 50 }, freshSeed);
  for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed <= 0x7fffffff).toBe(true);
  expect(new Set(seeds).size).toBeGreaterThan(45);
  for (const none of [undefined, null]) expect(givenSeed("x", none)).toBeLessThanOrEqual(0x7fffffff);
});

it.each([0, -7, Number.MAX_SAFE_INTEGER])("stays %d where it is given", (seed) => {
  expect(givenSeed("x", seed)).toBe(seed);
});

it.each([
  [1.5, "not 1.5"],
  [Number.NaN, "not NaN"],
  [2 ** 60, "not 1152921504606847000"],
  ["7", "not a string"],
  [{}, "not object"],
])("refuses %j", (seed, said) => {
  expect(() => givenSeed("Conversation.run", seed as number)).toThrow(
    `Conversation.run: seed must be a whole number, ${said}`,
  );
});
