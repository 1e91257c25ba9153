import * as fc from "fast-check";
import { expect, it } from "vitest";
import { binRows } from "./binned-rows.ts";

it("gives every value a bin of its own, in their order, column by column", () => {
  const { rows, columns, bins } = binRows([
    [3, -1],
    [1, -1],
    [2, -1],
    [3, -1],
  ]);
  expect(rows).toBe(4);
  expect(columns.map((column) => [...column])).toEqual([
    [2, 0, 1, 2],
    [0, 0, 0, 0],
  ]);
  expect(bins).toEqual([3, 1]);
  expect(binRows([])).toEqual({ rows: 0, columns: [], bins: [] });
});

it("never turns an order round, and has 256 bins of equal weight where there are more values", () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(values, (all) => {
      const { columns, bins } = binRows(all.map((value) => [value]));
      const of = columns[0] as Uint8Array;
      const order = all
        .map((value, row) => ({ value, bin: of[row] as number }))
        .sort((a, b) => a.value - b.value || a.bin - b.bin);
      for (const [index, { bin }] of order.entries())
        expect(bin).toBeGreaterThanOrEqual(order[index - 1]?.bin ?? 0);
      expect(Math.max(...of)).toBe((bins[0] as number) - 1);
    }),
    { numRuns: 30 },
  );
  const { columns, bins } = binRows(Array.from({ length: 1024 }, (_, row) => [row]));
  expect(bins).toEqual([256]);
  expect([...(columns[0] as Uint8Array)]).toEqual(Array.from({ length: 1024 }, (_, row) => row >> 2));
  const repeated = binRows(Array.from({ length: 600 }, (_, row) => [row < 300 ? 0 : row]));
  expect(repeated.bins[0]).toBeLessThan(256);
  expect(repeated.columns[0]?.slice(0, 300).every((bin) => bin === 0)).toBe(true);
});
