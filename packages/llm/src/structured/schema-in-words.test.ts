import { describe, expect, it } from "vitest";
import { z } from "zod";
import { jsonSchemaOf } from "./json-schema-of.ts";
import { copiedMeaning, copiesExample, schemaInWords } from "./schema-in-words.ts";

const told = (schema: z.ZodType): string[] => schemaInWords(jsonSchemaOf(schema).schema).split("\n").slice(2);

describe("schemaInWords", () => {
  it("tells every field with its kind and meaning, and what is in it", () => {
    const schema = z.object({
      satisfied: z.boolean().describe("Whether that was all"),
      age: z.number().int().min(1).max(120).optional(),
      mood: z.enum(["calm", "angry"]),
      people: z
        .array(
          z.object({ name: z.string().describe("Full name"), hobbies: z.array(z.string()).min(1).max(3) }),
        )
        .length(2),
      note: z.string().nullable(),
    });
    expect(told(schema)).toEqual([
      "- satisfied (true or false): Whether that was all",
      "- age (whole number, may be left out)",
      '- mood (one of "calm", "angry")',
      "- people (list of objects, exactly 2)",
      "  - name (text): Full name",
      "  - hobbies (list of texts, 1 to 3)",
      "- note (text or null)",
      'For example, with your own words in place of …: {"satisfied":false,"age":61,"mood":"calm","people":[{"name":"…","hobbies":["…"]}],"note":"…"}',
    ]);
  });

  it("shows the first of several alternatives, and no more than a few levels", () => {
    const example = (schema: z.ZodType): unknown =>
      JSON.parse(/\{".*$/.exec(told(schema).at(-1) ?? "")?.[0] ?? "null");
    const either = z.object({
      a: z.union([z.object({ b: z.boolean() }), z.string()]),
      c: z.union([z.null(), z.int()]),
    });
    expect(example(either)).toEqual({ a: { b: false }, c: null });
    let deep: z.ZodType = z.string();
    for (const name of "gfedcba") deep = z.object({ [name]: deep });
    const levels = (value: unknown): number =>
      typeof value !== "object" || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(levels));
    expect(levels(example(deep))).toBeLessThan(7);
    expect(levels(example(deep))).toBeGreaterThan(2);
  });

  it("ends for schemas that hold themselves", () => {
    interface Tree {
      readonly leaves: readonly Tree[];
    }
    const tree: z.ZodType<Tree> = z.object({
      get leaves() {
        return z.array(tree);
      },
    });
    expect(told(tree).length).toBeLessThan(10);
  });

  it("gives an example that its schema accepts", () => {
    const schema = z.object({
      score: z.number().min(1).max(5),
      kind: z.literal("verdict"),
      either: z.union([z.string(), z.number()]),
      deep: z.object({ list: z.array(z.object({ yes: z.boolean() })) }),
    });
    const example: unknown = JSON.parse(told(schema).at(-1)?.split("…: ")[1] ?? "");
    expect(schema.safeParse(example).success).toBe(true);
  });
});

describe("copiesExample", () => {
  it.each([
    [{ a: ["…"] }, true],
    [{ a: { b: " ... " } }, true],
    [{ a: "Well…" }, false],
    [{ a: 1, b: null }, false],
  ])("%j: %s", (value, copied) => {
    expect(copiesExample(value)).toBe(copied);
  });
});

describe("copiedMeaning", () => {
  const { schema } = jsonSchemaOf(
    z.object({
      topic: z.string().describe("What they talk about; it follows from the situation"),
      people: z.array(
        z.object({ name: z.string().describe("Name"), style: z.string().describe("How they talk") }),
      ),
    }),
  );

  it.each([
    [{ topic: "What they talk about, it follows from the situation.", people: [] }, true],
    [{ topic: "Bread", people: [{ name: "Ann", style: "how they talk" }] }, true],
    [{ topic: "What they talk about in the bakery", people: [{ name: "Name", style: "slowly" }] }, false],
    ["How they talk", true],
    [null, false],
  ])("%j: %s", (value, copied) => {
    expect(copiedMeaning(value, schema) !== undefined).toBe(copied);
  });
});
