import * as fc from "fast-check";
import { expect, it } from "vitest";
import { TaskBytes } from "./task-bytes.ts";

// Around the ends of pages, and far away.
const index = fc.oneof(
  fc.nat(3),
  fc.integer({ min: 65_530, max: 65_545 }),
  fc.integer({ min: 131_065, max: 131_080 }),
  fc.constant(9_999_999),
);
const variant = fc.constantFrom(0, 1, 2, 9999);

it("holds what was written, variant by variant, and finds the first with a byte", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(variant, index, fc.nat(2)), { maxLength: 12 }),
      variant,
      index,
      fc.integer({ min: 0, max: 70_000 }),
      fc.nat(2),
      (written, at, from, length, byte) => {
        const bytes = new TaskBytes();
        const known = new Map<string, number>();
        for (const [of, where, what] of written) {
          bytes.set(of, where, what);
          known.set(`${of} ${where}`, what);
        }
        for (const [of, where] of written) expect(bytes.get(of, where)).toBe(known.get(`${of} ${where}`));
        expect(bytes.get(at, from)).toBe(known.get(`${at} ${from}`) ?? 0);
        const end = from + length;
        const others = written
          .filter(([of, where]) => of === at && where >= from && where < end)
          .map(([, where]) => where)
          .toSorted((a, b) => a - b);
        // Where nothing was written stands 0.
        const zero = [...new Set(others)].findIndex(
          (where, place) => where !== from + place || known.get(`${at} ${where}`) === 0,
        );
        const firstZero = zero === -1 ? from + new Set(others).size : from + zero;
        const expected =
          byte === 0
            ? firstZero < end
              ? firstZero
              : -1
            : (others.find((where) => known.get(`${at} ${where}`) === byte) ?? -1);
        expect(bytes.find(byte, at, from, end)).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});
