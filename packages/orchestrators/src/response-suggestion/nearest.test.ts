import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const v = (...values: number[]) => Float32Array.from(values);

describe("nearest", () => {
  it("orders by cosine, not by length, and keeps the order of equals", () => {
    const vectors = [v(0, 1), v(100, 100), v(1, 0), v(-1, 0), v(0.5, 0)];
    expect(nearest(v(1, 0), vectors, 5)).toEqual([2, 4, 1, 0, 3]);
    expect(nearest(v(1, 0), vectors, 2)).toEqual([2, 4]);
  });

  it("finds zero vectors similar to nothing", () => {
    expect(nearest(v(1, 1), [v(0, 0), v(1, 1), v(-1, -1)], 3)).toEqual([1, 0, 2]);
  });
});
