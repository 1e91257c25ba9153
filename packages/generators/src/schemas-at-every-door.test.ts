import { tool } from "@sdialog/agents";
import { defineAttributes } from "@sdialog/core";
import { generateObject, jsonSchemaOf } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { definePersona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { z as zod3 } from "zod/v3";
import { attributeSchema } from "./attributes/attribute-schema.ts";

type Schema = z.ZodType;

/** Every place that takes a schema and writes it as JSON, or keeps its values as JSON, and how it calls a field of it. */
const doors: Readonly<
  Record<string, { readonly place: string; readonly give: (field: Schema) => Promise<unknown> }>
> = {
  tool: {
    place: "tool book: input.when",
    give: async (when) =>
      tool({ name: "book", description: "", input: z.object({ when }), run: () => "booked" }).inputSchema,
  },
  jsonSchemaOf: {
    place: "schema.when",
    give: async (when) => jsonSchemaOf(z.object({ when })).schema,
  },
  generateObject: {
    place: "schema.when",
    give: async (when) => {
      const model = scriptedModel(['{"when": "2026-01-02T03:04:05Z"}']);
      const messages = [{ role: "user", content: "When?" }] as const;
      return (await generateObject(model, { schema: z.object({ when }), messages })).value;
    },
  },
  attributeSchema: {
    place: "when",
    give: async (when) => attributeSchema({ when }, { when: "" }),
  },
  defineAttributes: {
    place: "Visit.when",
    give: async (when) => defineAttributes("Visit", { when }),
  },
  definePersona: {
    place: "Visitor.when",
    give: async (when) => definePersona("Visitor", { when }),
  },
};

const refused: Readonly<Record<string, readonly [field: Schema, fault: string]>> = {
  date: [z.date(), "is of the kind date, which has no form in JSON"],
  bigint: [z.bigint(), "is of the kind bigint, which has no form in JSON"],
  map: [z.map(z.string(), z.string()), "is of the kind map, which has no form in JSON"],
  set: [z.set(z.string()), "is of the kind set, which has no form in JSON"],
  symbol: [z.symbol(), "is of the kind symbol, which has no form in JSON"],
  undefined: [z.undefined(), "is of the kind undefined, which has no form in JSON"],
  transform: [z.transform(String), "is of the kind transform, which has no form in JSON"],
  custom: [z.custom(), "is of the kind custom, which has no form in JSON"],
  "date with a default": [z.date().default(new Date(0)), "is of the kind date, which has no form in JSON"],
  "zod 3": [zod3.string() as never, "is a schema of zod 3"],
  "zod 3 within": [z.array(zod3.string() as never), "[] is a schema of zod 3"],
};

const taken: Readonly<Record<string, Schema>> = {
  string: z.iso.datetime(),
  any: z.any(),
  unknown: z.unknown(),
  "coerced date": z.coerce.date(),
  "string with a transform": z.string().transform((text) => new Date(text)),
  "preprocessed string": z.preprocess(String, z.string()),
};

describe.each(Object.entries(doors))("%s", (_name, { place, give }) => {
  it.each(Object.entries(refused))("refuses %s, naming the field", async (_kind, [field, fault]) => {
    await expect(give(field)).rejects.toMatchObject({
      name: "InvalidArgumentError",
      message: `${place}${fault.startsWith("[]") ? "" : " "}${fault}`,
      hint: expect.stringMatching(/^(In place of z\.\w+\(\) use |Make it with zod 4)/) as string,
    });
  });

  it.each(Object.entries(taken))("takes %s", async (_kind, field) => {
    await expect(give(field)).resolves.toBeDefined();
  });
});
