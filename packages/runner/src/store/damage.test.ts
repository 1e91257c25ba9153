import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteRanges, countOfDamage, DamagedLines, describeDamage } from "./damage.ts";

/** Parts of a file of a hundred bytes, in their order, and which bytes lie in them. */
const parts = fc
  .uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 20 })
  .map((bounds) => bounds.toSorted((a, b) => a - b))
  .map((bounds) => {
    const ranges = new ByteRanges();
    const bytes = new Set<number>();
    for (let at = 0; at + 1 < bounds.length; at += 2) {
      const [from, to] = bounds.slice(at, at + 2) as [number, number];
      ranges.add({ offset: from, length: to - from });
      for (let byte = from; byte < to; byte++) bytes.add(byte);
    }
    return { ranges, bytes };
  });

describe("ByteRanges", () => {
  it("knows how many bytes of any place lie in them", () => {
    fc.assert(
      fc.property(parts, fc.nat(99), fc.nat(40), ({ ranges, bytes }, offset, length) => {
        const there = [...bytes].filter((byte) => byte >= offset && byte < offset + length);
        expect(ranges.within({ offset, length })).toBe(there.length);
      }),
    );
  });

  it("cuts bytes in whatever pieces they come, in their order", () => {
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
        ({ ranges, bytes }, sizes) => {
          const file = Buffer.from(Array.from({ length: 100 }, (_, byte) => byte));
          const cut = ranges.cutter();
          const [within, beside]: [number[], number[]] = [[], []];
          let at = 0;
          for (const size of [...sizes, 100]) {
            const found = cut(file.subarray(at, at + size));
            within.push(...found.within.flatMap((piece) => [...piece]));
            beside.push(...found.beside.flatMap((piece) => [...piece]));
            at += size;
          }
          expect(within).toEqual([...file].filter((byte) => bytes.has(byte)));
          expect(beside).toEqual([...file].filter((byte) => !bytes.has(byte)));
        },
      ),
    );
  });
});

describe("damage", () => {
  it.each([
    [{ file: "a", problem: "is gone" }, "a is gone", 1],
    [{ file: "a", line: 3, problem: "is not JSON" }, "a:3 is not JSON", 1],
    [{ file: "a", line: 3, lastLine: 7, problem: "is not JSON" }, "a:3-7, each of which is not JSON", 5],
    [{ file: "a", count: 9, problem: "has 9 more damaged lines" }, "a has 9 more damaged lines", 9],
  ])("%j is said and counted", (damage, said, count) => {
    expect([describeDamage(damage), countOfDamage(damage)]).toEqual([said, count]);
  });

  it("is named a thousand times, and counted beyond", () => {
    const lines = new DamagedLines();
    expect([lines.isEmpty, lines.list()]).toEqual([true, []]);
    const add = (line: number, lastLine?: number): void =>
      lines.add({ file: "a", line, lastLine, problem: "is not JSON" }, { offset: 10 * line, length: 5 });
    for (let line = 1; line <= 1000; line++) add(line);
    expect([lines.isEmpty, lines.list().length]).toEqual([false, 1000]);
    add(1001);
    expect(lines.list().at(-1)).toEqual({ file: "a", count: 1, problem: "has 1 more damaged line" });
    add(1002, 1004);
    expect(lines.list()).toHaveLength(1001);
    expect(lines.list().at(-1)).toEqual({ file: "a", count: 4, problem: "has 4 more damaged lines" });
    expect(lines.bytes.within({ offset: 0, length: 1e9 })).toBe(1002 * 5);
  });
});
