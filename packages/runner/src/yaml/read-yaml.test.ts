import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { readYaml } from "./read-yaml.ts";

describe("readYaml", () => {
  it("reads what the parser reads", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = stringify(value);
        expect(readYaml(text, "a.yaml")).toEqual(parse(text));
      }),
      { numRuns: 50 },
    );
    const text = "a: &x {b: 1, c: [1, {d: ~}]}\ne: *x\n? [1, 2]\n: f\n1: g\n'1': h\n";
    expect(readYaml(text, "a.yaml")).toEqual(parse(text));
  });

  it.each([
    ["a: 1\nb: 2\na: 3\n", 3],
    ['{"x": {"a": 1,\n"b": [{"c": 1}, {"c": 1,\n"c": 2}]}}', 3],
    ["- - k: 1\n    k: 2\n", 2],
  ])("refuses a name that appears twice, naming the line: %j", (text, line) => {
    expect(() => readYaml(text, "a.yaml")).toThrow(/appears twice/);
    expect(() => readYaml(text, "a.yaml")).toThrow(expect.objectContaining({ line }) as Error);
    expect(() => parse(text)).toThrow("unique");
  });

  it("names the line of what is no YAML", () => {
    expect(() => readYaml("a: 1\nb: [", "a.yaml")).toThrow(expect.objectContaining({ line: 2 }) as Error);
  });

  it.each(["a: &a\n  b: *a\n", "&a [1, *a]", "a: &a {b: [{c: &c {d: *a, e: 1}}, 2]}\n"])(
    "refuses an alias inside what it refers to: %j",
    (text) => {
      const refusal = { code: "data_format", message: expect.stringContaining("inside what") as string };
      expect(() => readYaml(text, "a.yaml")).toThrow(expect.objectContaining(refusal) as Error);
    },
  );

  it("reads what aliases share, which is no reference to itself", () => {
    const text = "a: &a {x: &x [1]}\nb: [*a, *a, {c: *x, a: *a}]\nd: &a {e: 2}\nf: *a\n";
    expect(readYaml(text, "a.yaml")).toEqual(parse(text));
  });
});
