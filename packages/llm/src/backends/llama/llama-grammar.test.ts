import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "../../message.ts";
import { grammarSchema } from "./llama-grammar.ts";

const of = (schema: z.ZodType): ReturnType<typeof grammarSchema> =>
  grammarSchema(z.toJSONSchema(schema) as JsonSchema);

describe("grammarSchema", () => {
  it("keeps what the grammar knows, and its words for what it names otherwise", () => {
    const { schema, unenforced } = of(
      z.object({
        name: z.string().min(1).max(20),
        age: z.int(),
        mood: z.enum(["glad", "sad"]),
        partner: z.union([z.string(), z.object({})]),
        tags: z.array(z.string()).max(3),
      }),
    );
    expect(schema).toEqual({
      type: "object",
      properties: {
        name: { type: "string", minLength: 1, maxLength: 20 },
        age: { type: "integer" },
        mood: { enum: ["glad", "sad"] },
        partner: { oneOf: [{ type: "string" }, { type: "object", properties: {} }] },
        tags: { type: "array", maxItems: 3, items: { type: "string" } },
      },
    });
    expect(unenforced).toEqual([]);
  });

  it("names what is left to whoever validates the reply", () => {
    const { unenforced } = of(
      z.object({ age: z.number().min(0).max(120), code: z.string().regex(/^\d+$/), mail: z.email() }),
    );
    expect(unenforced).toEqual(["format", "maximum", "minimum", "pattern"]);
  });

  it("holds scores to their range, which the grammar has no words for", () => {
    const { schema, unenforced } = of(
      z.object({
        score: z.int().min(1).max(5).nullable(),
        below: z.int().gt(0.5).lt(3),
        year: z.int().min(1900).max(2100),
        even: z.int().min(0).max(4).multipleOf(2),
      }),
    );
    expect(schema).toMatchObject({
      properties: {
        score: { oneOf: [{ enum: [1, 2, 3, 4, 5] }, { type: "null" }] },
        below: { enum: [1, 2] },
        year: { type: "integer" },
        even: { type: "integer" },
      },
    });
    expect(unenforced).toEqual(["maximum", "minimum", "multipleOf"]);
  });

  it("takes a schema that says nothing for anything, which the grammar would take for null", () => {
    const { schema } = of(z.object({ extra: z.unknown() }));
    expect(schema).toMatchObject({
      properties: { extra: { oneOf: [{}, { type: "object" }, { type: "array" }] } },
    });
  });

  it("splits lists of types that hold more than plain ones", () => {
    expect(grammarSchema({ type: ["object", "null"], properties: { a: { type: "string" } } }).schema).toEqual(
      {
        oneOf: [{ type: "object", properties: { a: { type: "string" } } }, { type: "null" }],
      },
    );
  });

  it("follows definitions, and says which references it cannot", () => {
    const told = grammarSchema({
      $defs: { leaf: { type: "string" } },
      type: "object",
      properties: { leaf: { $ref: "#/$defs/leaf" }, self: { $ref: "#" } },
    });
    expect(told.schema).toMatchObject({
      $defs: { leaf: { type: "string" } },
      properties: { leaf: { $ref: "#/$defs/leaf" } },
    });
    expect(told.unenforced).toEqual(["$ref #"]);
  });
});
