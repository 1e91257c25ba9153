import { expect, it } from "vitest";
import { studentQuantile } from "./student-quantile.ts";

it.each([
  [0.975, 1, 12.706204736],
  [0.975, 2, 4.30265273],
  [0.975, 3, 3.182446305],
  [0.975, 4, 2.776445105],
  [0.95, 9, 1.833112933],
  [0.975, 19, 2.093024054],
  [0.995, 30, 2.749995654],
  [0.975, 1000, 1.962339081],
])("Student's quantile of %d with %d degrees of freedom is %d", (p, freedom, value) => {
  expect(studentQuantile(p, freedom)).toBeCloseTo(value, 4);
});

it("is exact for one degree of freedom", () => {
  expect([0.5, 0.75, 0.9].map((p) => studentQuantile(p, 1))).toEqual(
    [0.5, 0.75, 0.9].map((p) => expect.closeTo(Math.tan(Math.PI * (p - 0.5)), 12) as number),
  );
  expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 12);
});
