import { expect, it } from "vitest";
import { fastExp } from "./fast-exp.ts";

it("fastExp is exp, within its range", () => {
  for (let x = -44; x <= 0; x += 0.00037) {
    expect(Math.abs(fastExp(x) / Math.exp(x) - 1)).toBeLessThan(2e-8);
  }
  expect(fastExp(0)).toBe(1);
});
