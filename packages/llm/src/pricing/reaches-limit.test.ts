import { expect, it } from "vitest";
import { exceedsLimit, reachesLimit } from "./reaches-limit.ts";

const sum = (price: number, calls: number): number =>
  Array.from({ length: calls }, () => price).reduce((a, b) => a + b, 0);

it.each([
  [0.00028, 3, 0.00084],
  [0.1, 3, 0.3],
  [0.1, 10, 1],
  [0.0000123, 100_000, 1.23],
  [1, 330, 330],
])("%d spent %i times is %d, neither less nor more", (price, calls, limit) => {
  expect(reachesLimit(sum(price, calls), limit)).toBe(true);
  expect(exceedsLimit(sum(price, calls), limit)).toBe(false);
  expect(reachesLimit(sum(price, calls - 1), limit)).toBe(false);
  expect(exceedsLimit(sum(price, calls + 1), limit)).toBe(true);
});

it("has no limit to reach where there is none", () => {
  expect(reachesLimit(1e12, Infinity)).toBe(false);
  expect(exceedsLimit(1e12, Infinity)).toBe(false);
  expect(reachesLimit(0, 0)).toBe(true);
});
