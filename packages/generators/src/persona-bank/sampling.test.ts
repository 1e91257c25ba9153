import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { PersonaBank } from "./persona-bank.ts";
import { dimensionNamed, randomSampling, ruleSampling, stratifiedSampling } from "./sampling.ts";

const { dimensions } = PersonaBank.from(
  [
    { name: "a", values: ["x", "y"] },
    { name: "b", values: ["x", "y", "z"] },
    { name: "c", values: ["x", "y"], constraint: true },
  ],
  { features: [3, 3], constraints: [0, 1] },
);
const share = (draws: number, wanted: (seed: number) => boolean): number =>
  Array.from({ length: draws }, (_, seed) => wanted(seed)).filter(Boolean).length / draws;

describe("randomSampling", () => {
  it.each([
    [{}, 0.7, 0],
    [{ availability: 0.2, constraintAvailability: 0.5 }, 0.2, 0.5],
    [{ availability: 1, constraintAvailability: 1 }, 1, 1],
  ])("has a dimension as often as it is told: %j", (options, plain, constraint) => {
    const sampling = randomSampling(options);
    const has = (name: string): number =>
      share(2000, (seed) => sampling.sample(dimensions, new Random(seed), [])[name] !== undefined);
    expect(Math.abs(has("a") - plain)).toBeLessThan(0.045);
    expect(Math.abs(has("c") - constraint)).toBeLessThan(0.045);
  });

  it("draws each value of a dimension as often", () => {
    const sampling = randomSampling({ availability: 1 });
    for (const value of ["x", "y", "z"])
      expect(
        Math.abs(
          share(2000, (seed) => sampling.sample(dimensions, new Random(seed), [])["b"] === value) - 1 / 3,
        ),
      ).toBeLessThan(0.045);
  });
});

describe("stratifiedSampling", () => {
  it("takes a combination that is used least, whatever else is drawn", () => {
    const sampling = stratifiedSampling(["a", "b"]);
    const stored = ["x", "y"].flatMap((a) => ["x", "y", "z"].map((b) => ({ a, b })));
    const all = [...stored, ...stored.slice(0, 4)];
    const drawn = new Set(
      Array.from({ length: 60 }, (_, seed) => {
        const { a, b } = sampling.sample(dimensions, new Random(seed), all);
        return `${a}${b}`;
      }),
    );
    expect([...drawn].toSorted()).toEqual(["yy", "yz"]);
    // Those without one of them count for no combination.
    const others = sampling.sample(dimensions, new Random(1), [{ a: "x" }, { c: "y" }]);
    expect(others["a"]).toBeDefined();
  });

  it("refuses a dimension that the bank has not, and none", () => {
    expect(() => stratifiedSampling(["d"]).sample(dimensions, new Random(1), [])).toThrow(
      'The bank has no dimension "d"',
    );
    expect(() => stratifiedSampling([])).toThrow("at least one dimension");
  });
});

describe("ruleSampling", () => {
  const always = { name: "always", sample: () => ({ a: "x", b: "x" }) };
  const rule = (when: string, values: readonly string[], probability?: number) => ({
    when: { dimension: when, values },
    prefer: { dimension: "b", values: ["y", "z"] },
    ...(probability === undefined ? {} : { probability }),
  });
  const drawn = (...rules: ReturnType<typeof rule>[]): Set<string | undefined> =>
    new Set(
      Array.from(
        { length: 60 },
        (_, seed) => ruleSampling(rules, always).sample(dimensions, new Random(seed), [])["b"],
      ),
    );

  it("applies where a value is one of those named, and draws from what is preferred", () => {
    expect(drawn(rule("a", ["x", "q"], 1))).toEqual(new Set(["y", "z"]));
    expect(drawn(rule("a", ["y"], 1))).toEqual(new Set(["x"]));
    expect(drawn(rule("c", ["x"], 1))).toEqual(new Set(["x"]));
    expect(drawn(rule("a", ["x"], 0))).toEqual(new Set(["x"]));
    expect(drawn(rule("a", ["x"], 0.5))).toEqual(new Set(["x", "y", "z"]));
  });

  it("lets a later rule see what an earlier one has changed", () => {
    const back = { when: { dimension: "b", values: ["y", "z"] }, prefer: { dimension: "b", values: ["x"] } };
    expect(drawn(rule("a", ["x"], 1), { ...back, probability: 1 })).toEqual(new Set(["x"]));
  });

  it("refuses dimensions that the bank has not", () => {
    expect(() => drawn(rule("d", ["x"]))).toThrow('no dimension "d"');
    const to = { when: { dimension: "a", values: ["x"] }, prefer: { dimension: "e", values: ["x"] } };
    expect(() => drawn(to)).toThrow('no dimension "e"');
    expect(dimensionNamed(dimensions, "a").values).toEqual(["x", "y"]);
  });
});
