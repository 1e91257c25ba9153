import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { personaSpecs } from "./persona-spec.ts";

const drawn = (attributes: Record<string, unknown>, type = "Persona") =>
  Array.from({ length: 40 }, (_, seed) => personaSpecs(type, attributes, "personas.0")(new Random(seed)));

describe("personaSpecs", () => {
  it("draws from lists, and takes all else as it is", () => {
    const people = drawn({ name: "Ann", role: ["cook", "clerk"] });
    expect(new Set(people.map((one) => one.attributes()["role"]))).toEqual(new Set(["cook", "clerk"]));
    expect(new Set(people.map((one) => one.attributes()["name"]))).toEqual(new Set(["Ann"]));
    expect(drawn({ role: ["cook", "clerk"] }).map(String)).toEqual(
      drawn({ role: ["cook", "clerk"] }).map(String),
    );
  });

  it("draws each attribute by a stream of its own", () => {
    const roles = (more: object) =>
      drawn({ role: ["a", "b", "c"], ...more }).map((one) => one.attributes()["role"]);
    expect(roles({ name: ["x", "y"] })).toEqual(roles({}));
  });

  it.each([
    ["Persno", {}, "personas.0.type: "],
    ["Persona", { nmae: "A" }, 'personas.0: Persona has no attribute "nmae"'],
    ["Persona", { name: 7 }, "personas.0: "],
  ])("refuses a %s of %j, saying where", (type, attributes, message) => {
    expect(() => drawn(attributes, type)).toThrow(message);
  });
});
