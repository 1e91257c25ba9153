import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { builtInPersonas } from "./built-in-personas.ts";
import catalogue from "./catalogue.json" with { type: "json" };
import { Customer, SupportAgent } from "./customer-service.ts";
import { Persona } from "./general.ts";
import { ExtendedPatient } from "./healthcare.ts";

/** `integer|string`, from what the schema accepts; an attribute whose default is null accepts null too. */
function typeOf(schema: z.core.$ZodType): string {
  const json = z.toJSONSchema(schema, { io: "input" }) as {
    type?: string | string[];
    anyOf?: object[];
    items?: object;
  };
  const names = (part: typeof json): string[] => {
    if (part.anyOf !== undefined) return part.anyOf.flatMap(names);
    return part.type === "array"
      ? names(part.items ?? {}).map((item) => `${item}[]`)
      : [part.type ?? "any"].flat();
  };
  return names(json)
    .filter((name) => name !== "null")
    .toSorted()
    .join("|");
}

describe("builtInPersonas", () => {
  it("equal the catalogue: names, bases, attributes, their types and defaults", () => {
    const ours = Object.entries(builtInPersonas).map(([name, built]) => {
      expect(built.className).toBe(name);
      const base = Object.values(builtInPersonas).find(
        (other) => Object.getPrototypeOf(Object.getPrototypeOf(built)) === other,
      );
      const own = Object.entries(built.shape).filter(
        ([attribute]) => base === undefined || !(attribute in base.shape),
      );
      const attributes = own.map(([attribute, schema]) => [
        attribute,
        { type: typeOf(schema), default: schema.parse(undefined) },
      ]);
      return [name, { base: base?.className ?? null, attributes: Object.fromEntries(attributes) }];
    });
    expect(Object.fromEntries(ours)).toEqual(catalogue);
    expect(ours).toHaveLength(35);
    const counts = Object.values(catalogue).map(({ attributes }) => Object.keys(attributes).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(292);
  });

  it("describe every attribute in a short phrase of their own", () => {
    for (const built of Object.values(builtInPersonas)) {
      for (const description of Object.values(built.descriptions()))
        expect(description).toMatch(/^\p{Lu}.{5,80}[^.]$/u);
    }
  });

  it("hold what they are given, in its type", () => {
    const patient = new ExtendedPatient({
      name: "Li",
      age: 41,
      weight: 71.5,
      allergies: ["nuts"],
      health_literacy: "low",
    });
    expect(patient).toMatchObject({
      name: "Li",
      age: 41,
      weight: 71.5,
      allergies: ["nuts"],
      language: "English",
    });
    expect(() => new Persona({ age: 4.5 })).toThrow("Persona.age");
    expect(new Customer({ times_called: 0 }).describe()).toContain("Your times called: 0");
  });

  it("print what they hold", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const agent = new SupportAgent({ politeness: "high" });
    agent.print();
    expect(log.mock.calls).toEqual([
      [
        `[SupportAgent] ${String(agent.metadata.id)}\nLanguage: English\nRole: Customer Support Agent\nPoliteness: high`,
      ],
    ]);
    log.mockRestore();
  });
});
