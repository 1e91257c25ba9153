import { InvalidArgumentError, Random } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { definePersona } from "@sdialog/personas";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { IncompleteObjectError } from "./incomplete-object-error.ts";
import { PersonaGenerator } from "./persona-generator.ts";
import { parseRule } from "./rules/parse-rule.ts";

class Pet extends definePersona("Pet", {
  name: z.string(),
  legs: z.int().min(0).max(4).default(4),
  tricks: z.array(z.string()).default([]),
}) {}

describe("whatever comes", () => {
  it("as a reply gives a valid object or a typed error", async () => {
    const pet = fc.record(
      { name: fc.anything(), legs: fc.anything(), tricks: fc.anything(), other: fc.anything() },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      pet.map((value) => {
        try {
          return JSON.stringify(value) ?? "";
        } catch {
          return "{";
        }
      }),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (reply, allowMissing) => {
        const model = scriptedModel(() => reply);
        const options = {
          model,
          retries: 1,
          allowMissing,
          rules: { name: "Rex", legs: "{llm}" },
        } as const;
        const made = await new PersonaGenerator(Pet, options).generate().catch((error: unknown) => error);
        if (made instanceof Pet) expect(() => new Pet(made.attributes())).not.toThrow();
        else expect(made).toBeInstanceOf(IncompleteObjectError);
      }),
      { numRuns: 200 },
    );
  });

  it("as a rule is understood or refused", () => {
    const rule = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."{}-:.0123csvtxlm*") }));
    fc.assert(
      fc.property(rule, (text) => {
        try {
          expect(parseRule(text, "Pet.name")).toHaveProperty("kind");
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgumentError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("of ranges stays between its ends", () => {
    const ends = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(ends, fc.integer({ min: 0, max: 3 }), fc.integer(), ([low, width], decimals, seed) => {
        const [from, to] = [
          (low / 10 ** decimals).toFixed(decimals),
          ((low + width) / 10 ** decimals).toFixed(decimals),
        ];
        const parsed = parseRule(`{${from}-${to}}`, "Pet.legs");
        const drawn = parsed.kind === "draw" ? Number(parsed.draw(new Random(seed))) : Number.NaN;
        expect(drawn).toBeGreaterThanOrEqual(Number(from));
        expect(drawn).toBeLessThanOrEqual(Number(to));
        expect(String(drawn).replace(/^-?\d+\.?/, "").length).toBeLessThanOrEqual(decimals);
      }),
    );
  });
});
