import { describe, expect, it } from "vitest";
import { type Fact, factsSchema, factValue, factWordings } from "./fact.ts";

describe("a fact", () => {
  it.each<[Fact, string, string[]]>([
    ["2", "2", ["2"]],
    [{ value: "2" }, "2", ["2"]],
    [{ value: "2", saidAs: ["two", "both of us"] }, "2", ["2", "two", "both of us"]],
  ])("%j is %j, said as %j", (fact, value, wordings) => {
    expect(factValue(fact)).toBe(value);
    expect(factWordings(fact)).toEqual(wordings);
  });

  it.each([
    [{ "": "2" }, false],
    [{ guests: "" }, false],
    [{ guests: { value: "" } }, false],
    [{ guests: { value: "2", saidAs: [""] } }, false],
    [{ guests: { value: "2", said: ["two"] } }, false],
    [{ guests: { value: "2", saidAs: ["two"], askedAs: ["people"] } }, true],
    [{}, true],
  ])("%j are facts: %j", (facts, fits) => {
    expect(factsSchema.safeParse(facts).success).toBe(fits);
  });
});
