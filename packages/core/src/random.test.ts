import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
import { deriveSeed, Random } from "./random.ts";

function draws(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

describe("deriveSeed", () => {
  it("is a pure function of seed and labels, in the range every backend accepts", () => {
    const seeds = Array.from({ length: 1000 }, (_, index) => deriveSeed(7, "turn", index));
    expect(new Set(seeds).size).toBe(1000);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(deriveSeed(7, "turn", 3)).toBe(seeds[3]);
    expect(deriveSeed(1, "2", 3)).not.toBe(deriveSeed(1, 2, 3));
  });
});

it.each<[string, () => unknown]>([
  ["a bigint seed", () => new Random(1n as never)],
  ["no seed", () => new Random(undefined as never)],
  ["a seed that is no number", () => new Random(Number.NaN)],
  ["a bigint to derive from", () => deriveSeed(1n as never, "a")],
  ["a bigint as a label", () => deriveSeed(1, 2n as never)],
  ["nothing to derive from", () => deriveSeed(undefined as never)],
  ["a label that is an object", () => new Random(1).fork({} as never)],
  ["a third bound", () => Reflect.apply(Random.prototype.integer, new Random(1), [1, 2, 3])],
  ["a second list", () => Reflect.apply(Random.prototype.pick, new Random(1), [[1], [2]])],
  ["no list", () => new Random(1).pick(undefined as never)],
  ["no list to shuffle", () => new Random(1).shuffle(undefined as never)],
  ["no number of items", () => Reflect.apply(Random.prototype.sample, new Random(1), [[1]])],
])("%s is refused", (_what, call) => expect(call).toThrow(InvalidArgumentError));

describe("Random", () => {
  it("repeats itself for the same seed and differs for another", () => {
    expect(draws(new Random("a"), 5)).toEqual(draws(new Random("a"), 5));
    expect(draws(new Random(1), 5)).not.toEqual(draws(new Random(2), 5));
  });

  it("forks streams that do not depend on what was drawn", () => {
    const random = new Random(1);
    const before = draws(random.fork("x"), 3);
    draws(random, 100);
    expect(draws(random.fork("x"), 3)).toEqual(before);
    expect(draws(random.fork("y"), 3)).not.toEqual(before);
  });

  it("is uniform in integers, picks and orders", () => {
    const random = new Random(5);
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 12_000; draw++) {
      const value = random.integer(1, 6);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    // Chi-squared with 5 degrees of freedom: 20.5 is passed once in a thousand.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(counts.size).toBe(6);
    expect(chi).toBeLessThan(20.5);
  });

  it("weighs: nothing without weight is drawn, the rest in proportion", () => {
    const random = new Random(6);
    const drawn = Array.from({ length: 4000 }, () => random.weighted(["a", "b", "c"], [3, 0, 1]));
    expect(drawn).not.toContain("b");
    expect(drawn.filter((item) => item === "a").length / 4000).toBeCloseTo(0.75, 1);
    expect(() => random.weighted(["a"], [0])).toThrow("one weight per item");
  });

  it("gives every order the same chance, also those that leave elements in place", () => {
    const random = new Random(8);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 12_000; draw++) {
      const order = random.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
    // Chi-squared with 5 degrees of freedom: 20.5 is passed once in a thousand.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chi).toBeLessThan(20.5);
  });

  it("shuffles a copy and samples without repeats", () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const random = new Random(8);
    expect(random.shuffle(items).toSorted()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(random.sample(items, 5)).size).toBe(5);
  });

  it("draws normally around a mean", () => {
    const random = new Random(9);
    const values = Array.from({ length: 5000 }, () => random.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(10, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 0);
  });

  it("draws each eighth of a normal distribution alike often", () => {
    const random = new Random(10);
    const edges = [-1.15035, -0.67449, -0.31864, 0, 0.31864, 0.67449, 1.15035];
    const counts = Array.from({ length: 8 }, () => 0);
    for (let draw = 0; draw < 8000; draw++) {
      const value = random.normal();
      counts[edges.filter((edge) => edge < value).length]!++;
    }
    // Chi-squared with 7 degrees of freedom: 24.3 is passed once in a thousand.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(24.3);
  });

  it.each([0, 0.2, 0.9, 1])("says yes with probability %j", (p) => {
    const random = new Random(11);
    const yes = Array.from({ length: 4000 }, () => random.chance(p)).filter(Boolean).length;
    // Within four standard deviations.
    expect(Math.abs(yes - 4000 * p)).toBeLessThanOrEqual(4 * Math.sqrt(4000 * p * (1 - p)));
  });

  it("refuses empty lists and empty ranges", () => {
    expect(() => new Random(1).pick([])).toThrow("empty list");
    expect(() => new Random(1).integer(2, 1)).toThrow("no integer");
  });

  it("refuses what is not a finite number, which would be everybody's seed", () => {
    for (const seed of [Number.NaN, Infinity, -Infinity])
      expect(() => new Random(seed)).toThrow(`A seed must be a number or a string, not ${seed}`);
    for (const rounded of [1e20, -(2 ** 53)])
      expect(() => new Random(rounded)).toThrow(
        `A seed that is a number must lie within ±9007199254740991, and ${rounded} does not`,
      );
    expect(() => new Random(7n as never)).toThrow("A seed must be a number or a string, not a bigint");
  });
});
