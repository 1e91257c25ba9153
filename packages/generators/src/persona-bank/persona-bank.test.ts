import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { defaultDimensions } from "./default-dimensions.ts";
import { hammingDistance } from "./hamming.ts";
import { describeFeatures, PersonaBank } from "./persona-bank.ts";
import { ruleSampling, stratifiedSampling } from "./sampling.ts";

const constraints = new Set(defaultDimensions.filter(({ constraint }) => constraint).map(({ name }) => name));
const draw = (n: number, seed = 42, bank = new PersonaBank()) => [...bank.generate({ n, seed })];

describe("PersonaBank", () => {
  it("has 33 dimensions, 16 of them constraints", () => {
    expect(defaultDimensions).toHaveLength(33);
    expect(constraints.size).toBe(16);
    for (const { name, values } of defaultDimensions) expect(new Set(values).size, name).toBe(values.length);
  });

  it("gives everybody 15 to 20 features, 5 constraints and a message length", () => {
    for (const { features, diverse } of draw(300)) {
      const names = Object.keys(features);
      expect(names.length).toBeGreaterThanOrEqual(15);
      expect(names.length).toBeLessThanOrEqual(23);
      expect(features["query_length_pref"]).toBeDefined();
      expect(names.filter((name) => constraints.has(name)).length).toBeGreaterThanOrEqual(5);
      expect(diverse).toBe(true);
    }
  });

  it("continues the sequence from what is stored instead of starting again", () => {
    const straight = draw(20);
    const bank = new PersonaBank();
    const stored = straight.slice(0, 12).map(({ features }) => features);
    const resumed = [...bank.generate({ n: 20, seed: 42, stored })];
    expect(resumed).toEqual(straight.slice(12));
    expect(new Set(straight.map(({ id }) => id)).size).toBe(20);
  });

  it("measures distance against what is stored, and says when it could not be kept", () => {
    const bank = new PersonaBank({ distance: 34 });
    const [first, second] = draw(2, 1, bank);
    expect(first?.diverse).toBe(true);
    expect(second).toMatchObject({
      diverse: false,
      distance: hammingDistance(first!.features, second!.features),
    });
    expect(hammingDistance({ a: "1", b: "2" }, { b: "3", c: "4" }, new Set(["b"]))).toBe(4);
  });

  it("keeps the most unlike of those it tried where none was unlike enough", () => {
    const stored = draw(30).map(({ features }) => features);
    const distances = [0, 1, 3, 9, 27].map((retries) => {
      const [next] = new PersonaBank({ distance: 34, retries }).generate({ n: 31, seed: 5, stored });
      expect(next?.diverse).toBe(false);
      return next?.distance ?? 0;
    });
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances.at(-1)).toBeGreaterThan(distances[0] as number);
  });

  it("takes the first that is unlike enough", () => {
    const stored = draw(30).map(({ features }) => features);
    const next = (retries: number) => [
      ...new PersonaBank({ distance: 1, retries }).generate({ n: 31, seed: 5, stored }),
    ];
    expect(next(9)).toEqual(next(0));
    expect(next(9)[0]?.diverse).toBe(true);
  });

  it("has as many features and constraints as it is told", () => {
    for (const [features, limits] of [
      [
        [6, 6],
        [2, 2],
      ],
      [
        [33, 33],
        [16, 16],
      ],
      [
        [1, 3],
        [0, 1],
      ],
    ] as const) {
      const bank = new PersonaBank({ features, constraints: limits });
      for (const { features: drawn } of draw(40, 2, bank)) {
        const names = Object.keys(drawn);
        const limiting = names.filter((name) => constraints.has(name)).length;
        // Those that everybody has may be more than the most.
        expect(names.length).toBeGreaterThanOrEqual(features[0]);
        expect(names.length).toBeLessThanOrEqual(features[1]);
        expect(limiting).toBeGreaterThanOrEqual(limits[0]);
        expect(limiting).toBeLessThanOrEqual(limits[1]);
      }
    }
  });

  it.each([
    { features: [34, 34] },
    { features: [20, 19] },
    { constraints: [17, 20] },
    { constraints: [6, 5] },
    { features: [1, 4], constraints: [5, 5] },
    { retries: -1 },
  ] as const)("refuses %j", (options) => {
    expect(() => new PersonaBank(options)).toThrow("A bank of 33 dimensions, 16 of them constraints, cannot");
  });

  it("fills strata evenly, also over a restart", () => {
    const bank = new PersonaBank({ sampling: stratifiedSampling(["risk_posture", "citation_pref"]) });
    const first = draw(10, 7, bank).map(({ features }) => features);
    const all = [
      ...first,
      ...[...bank.generate({ n: 18, seed: 8, stored: first })].map(({ features }) => features),
    ];
    const counts = new Map<string, number>();
    for (const features of all) {
      const key = `${features["risk_posture"]}/${features["citation_pref"]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 9 }, () => 2));
    expect(() => stratifiedSampling([])).toThrow("at least one");
  });

  it("correlates dimensions by rules", () => {
    const dry = { dimension: "tone_pref", values: ["dry"] };
    const sampling = ruleSampling([
      { when: { dimension: "risk_posture", values: ["bold"] }, prefer: dry, probability: 1 },
    ]);
    const bold = draw(200, 3, new PersonaBank({ sampling })).filter(
      ({ features }) => features["risk_posture"] === "bold",
    );
    expect(bold.length).toBeGreaterThan(20);
    expect(
      bold.filter(({ features }) => features["tone_pref"] === "dry").length / bold.length,
    ).toBeGreaterThan(0.9);
  });

  it("follows a rule four times in five when the rule does not say how often", () => {
    const dimensions = PersonaBank.from(
      ["a", "b"].map((name) => ({ name, values: ["x", "y"] })),
      { features: [2, 2], constraints: [0, 0] },
    ).dimensions;
    const rule = {
      when: { dimension: "a", values: ["x"] },
      prefer: { dimension: "b", values: ["y"] },
    };
    const base = { name: "always x", sample: () => ({ a: "x", b: "x" }) };
    const random = new Random(1);
    const drawn = Array.from({ length: 4000 }, () =>
      ruleSampling([rule], base).sample(dimensions, random, []),
    );
    const followed = drawn.filter(({ b }) => b === "y").length / 4000;
    // Four standard errors of a proportion.
    expect(Math.abs(followed - 0.8)).toBeLessThan(4 * Math.sqrt((0.8 * 0.2) / 4000));
  });

  it("reads dimensions from data and names what is wrong with them", () => {
    expect(
      PersonaBank.from([{ name: "mood", values: ["good", "bad"] }], { features: [1, 1], constraints: [0, 0] })
        .dimensions,
    ).toHaveLength(1);
    expect(() => PersonaBank.from([{ name: "Mood", values: [] }], {}, "bank.yaml")).toThrow(/^bank\.yaml: /);
    expect(() => new PersonaBank({ features: [40, 50] })).toThrow("33 dimensions");
  });

  it("describes features in lines", () => {
    expect(describeFeatures({ age_band: "over 60", role: "retiree" })).toBe(
      "Your age band: over 60\nYour role: retiree",
    );
  });
});
