import { describe, expect, it } from "vitest";
import { cohenKappa } from "./cohen-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import * as fc from "fast-check";

const repeat = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe("cohenKappa", () => {
  it("gives the textbook value for 20/5/10/15 of 50", () => {
    const first = [...repeat(25, "yes"), ...repeat(25, "no")];
    const second = [...repeat(20, "yes"), ...repeat(5, "no"), ...repeat(10, "yes"), ...repeat(15, "no")];
    const { value, observed, expected, n } = cohenKappa(first, second);
    expect([value, observed, expected].map((number) => number?.toFixed(12))).toEqual([
      "0.400000000000",
      "0.700000000000",
      "0.500000000000",
    ]);
    expect(n).toBe(50);
  });

  it("counts near misses by distance when weighted", () => {
    // By hand: scale 1 to 3, linear credit 1, ½, 0; observed 5/6; expected 5/9.
    const linear = cohenKappa([1, 2, 3], [1, 2, 2], { weights: "linear" });
    expect(linear.observed).toBeCloseTo(5 / 6, 12);
    expect(linear.expected).toBeCloseTo((1 / 9) * (1 + 2 * 0.5 + 0.5 + 2 * 1 + 0 + 2 * 0.5), 12);
    const quadratic = cohenKappa([1, 2, 3], [1, 2, 2], { weights: "quadratic" });
    expect(quadratic.value as number).toBeGreaterThan(cohenKappa([1, 2, 3], [1, 2, 2]).value as number);
    expect(() => cohenKappa(["a"], ["b"], { weights: "linear" })).toThrow("ratings that are numbers");
  });

  it("is undefined where both always say the same one thing, and refuses unequal lists", () => {
    expect(cohenKappa([1, 1], [1, 1]).value).toBeNull();
    expect(() => cohenKappa([1], [1, 2])).toThrow("1 and 2 given");
  });

  it("is symmetric, at most 1, and blind to names of categories", () => {
    const rated = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(rated, (rows) => {
        const first = rows.map(([a]) => a);
        const second = rows.map(([, b]) => b);
        const kappa = cohenKappa(first, second).value;
        const again = cohenKappa(
          second.map((b) => `c${b}`),
          first.map((a) => `c${a}`),
        ).value;
        if (kappa === null) expect(again).toBeNull();
        else {
          expect(again).toBeCloseTo(kappa, 9);
          expect(kappa).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});

describe("fleissKappa", () => {
  it("gives the value of the worked example with 14 raters and 10 items", () => {
    const table = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const items = table.map((counts) => counts.flatMap((count, category) => repeat(count, category)));
    const { value, observed, expected } = fleissKappa(items);
    expect(observed).toBeCloseTo(0.378, 3);
    expect(expected).toBeCloseTo(0.213, 3);
    expect(value).toBeCloseTo(0.21, 3);
  });

  it("needs as many ratings everywhere", () => {
    expect(() => fleissKappa([[1, 2], [1]])).toThrow("same number of ratings");
    expect(() => fleissKappa([])).toThrow("same number of ratings");
  });
});

describe("krippendorffAlpha", () => {
  /** The worked example with three raters, fifteen items and missing ratings. */
  const raters = ["*****34121133*3", "1*213343*******", "**21344*21133*4"];
  const example = Array.from({ length: 15 }, (_, item) =>
    raters.map((row) => (row[item] === "*" ? null : Number(row[item]))),
  );

  it("gives the values of the worked example, with ratings missing", () => {
    const nominal = krippendorffAlpha(example);
    const interval = krippendorffAlpha(example, { level: "interval" });
    expect(nominal.n).toBe(12);
    expect(nominal.value).toBeCloseTo(0.691, 3);
    expect(interval.value).toBeCloseTo(0.811, 3);
  });

  it("agrees with the definition for two raters and no gaps", () => {
    const both = [
      [0, 0],
      [1, 1],
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ];
    // 20 ratings, 4 of them 1: observed disagreement 4/20, expected 2·16·4/(20·19).
    expect(krippendorffAlpha(both).value).toBeCloseTo(1 - 4 / 20 / ((2 * 16 * 4) / (20 * 19)), 12);
  });

  it("is what all pairs of ratings give, one by one", () => {
    const items = [
      [1, 2, 2],
      [4, 4],
      [7, 1, 2, 7],
      [2, 9],
      [4, 4, 1],
    ];
    const flat = items.flat();
    const below = (value: number): number =>
      flat.filter((other) => other < value).length + flat.filter((other) => other === value).length / 2;
    const differences = {
      ordinal: (a: number, b: number) => (below(a) - below(b)) ** 2,
      interval: (a: number, b: number) => (a - b) ** 2,
      ratio: (a: number, b: number) => ((a - b) / (a + b)) ** 2,
      nominal: (a: number, b: number) => Number(a !== b),
    };
    for (const [level, difference] of Object.entries(differences)) {
      const among = (of: readonly number[]): number =>
        of.reduce((sum, a) => sum + of.reduce((row, b) => row + difference(a, b), 0), 0);
      const seen = items.reduce((sum, of) => sum + among(of) / (of.length - 1), 0) / flat.length;
      const expected = among(flat) / (flat.length * (flat.length - 1));
      const { value } = krippendorffAlpha(items, { level: level as keyof typeof differences });
      expect([level, value]).toEqual([level, expect.closeTo(1 - seen / expected, 12)]);
    }
  });

  it("knows only one difference where there are two categories, whatever the level", () => {
    const rating = fc.option(fc.constantFrom(1, 2));
    const items = fc.array(fc.array(rating, { minLength: 3, maxLength: 3 }), { minLength: 4 });
    fc.assert(
      fc.property(items, (rows) => {
        fc.pre(rows.some((row) => row.filter((value) => value !== null).length >= 2));
        const nominal = krippendorffAlpha(rows).value;
        for (const level of ["ordinal", "interval", "ratio"] as const) {
          const { value } = krippendorffAlpha(rows, { level });
          if (nominal === null) expect(value).toBeNull();
          else expect(value).toBeCloseTo(nominal, 9);
        }
      }),
    );
  });

  it("is 1 for perfect agreement at every level, and undefined where nothing varies", () => {
    for (const level of ["nominal", "ordinal", "interval", "ratio"] as const) {
      expect(
        krippendorffAlpha(
          [
            [1, 1],
            [2, 2, null],
            [5, 5],
          ],
          { level },
        ).value,
      ).toBe(1);
    }
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]).value,
    ).toBeNull();
    expect(() => krippendorffAlpha([[1, null]])).toThrow("No item has two ratings");
    expect(() => krippendorffAlpha([["a", "b"]], { level: "interval" })).toThrow(
      "needs ratings that are numbers",
    );
  });
});
