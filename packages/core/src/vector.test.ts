import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity, dot, meanVector, normalize } from "./vector.ts";

const vectors = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });

describe("cosineSimilarity", () => {
  it("is symmetric, within [−1, 1] and blind to length", () => {
    fc.assert(
      fc.property(vectors, vectors, (a, b) => {
        const cosine = cosineSimilarity(a, b);
        expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
        expect(cosineSimilarity(b, a)).toBeCloseTo(cosine, 12);
        if (dot(a, a) > 1e-6) {
          expect(
            cosineSimilarity(
              a.map((value) => 3 * value),
              b,
            ),
          ).toBeCloseTo(cosine, 9);
        }
      }),
    );
  });

  it("is 0 with a zero vector", () => {
    expect(cosineSimilarity([0, 0], [1, 0])).toBe(0);
  });
});

describe("normalize", () => {
  it("gives length 1 and leaves zero alone", () => {
    expect([...normalize([3, 4])]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect([...normalize([0, 0])]).toEqual([0, 0]);
  });
});

describe("meanVector", () => {
  it("is the mean of each coordinate", () => {
    expect([...meanVector([Float32Array.of(1, -2), Float32Array.of(4, 0), Float32Array.of(1, 8)])]).toEqual([
      2, 2,
    ]);
    expect(() => meanVector([])).toThrow("no vectors to take the mean of");
  });
});
