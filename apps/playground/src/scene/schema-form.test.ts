import { register, registered } from "@sdialog/core";
import "@sdialog/orchestrators";
import "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalog } from "./catalog.ts";
import { schemaForm } from "./schema-form.ts";

describe("schemaForm", () => {
  it("asks for each kind of value as what it is", () => {
    const schema = z.strictObject({
      times: z.int().min(1).max(9).default(2).describe("How often"),
      share: z.number().min(0).max(1).optional(),
      held_to_it: z.boolean().optional(),
      mood: z.enum(["calm", "angry"]).optional(),
      reasons: z.union([z.string(), z.array(z.string())]).optional(),
      age: z.union([z.int(), z.string()]).default(""),
      limit: z.int().min(1).nullable().optional(),
      condition: z.strictObject({ pattern: z.string(), flags: z.string().optional() }).transform(String),
      graph: z.record(z.string(), z.array(z.string())).optional(),
      text: z.string().meta({ examples: ["Hello"] }),
    });
    const { fields, start, ...form } = schemaForm("Any", "of every kind", schema);
    expect(form).toEqual({ type: "Any", description: "of every kind" });
    expect(Object.fromEntries(fields.map(({ name, type }) => [name, type]))).toEqual({
      times: "number",
      share: "number",
      held_to_it: "check",
      mood: "choice",
      reasons: "lines",
      age: "text",
      limit: "number",
      condition: "pattern",
      graph: "json",
      text: "text",
    });
    expect(fields[0]).toEqual({
      name: "times",
      label: "Times",
      description: "How often",
      type: "number",
      standard: 2,
      min: 1,
      max: 9,
      whole: true,
    });
    expect(fields[2]?.label).toBe("Held to it");
    expect(fields[3]?.choices).toEqual(["calm", "angry"]);
    expect(start).toEqual({ text: "Hello" });
  });
});

describe("catalog", () => {
  it("offers every argument of every rule and every attribute of every persona", () => {
    const { rules, personas } = catalog("any");
    for (const [kind, forms] of [
      ["orchestrator", rules],
      ["persona", personas],
    ] as const) {
      for (const { name, schema } of registered(kind)) {
        const fields = forms.find(({ type }) => type === name)?.fields.map((field) => field.name);
        expect(fields, name).toEqual(Object.keys((schema as z.ZodObject).shape));
      }
    }
    const length = rules.find(({ type }) => type === "LengthOrchestrator");
    expect(length?.fields.map(({ name }) => name)).toContain("enforce");
  });

  it("starts a new rule as its own schema accepts it", () => {
    for (const { type, start } of catalog("any").rules) {
      const { schema } =
        [...registered("orchestrator"), ...registered("policy")].find(({ name }) => name === type) ?? {};
      expect(schema?.safeParse(start).success, type).toBe(true);
    }
  });

  it("offers what somebody else has registered", () => {
    register("orchestrator", {
      name: "Tea",
      description: "asks for tea",
      schema: z.strictObject({ cups: z.int().min(1).default(1) }),
      create: () => ({ label: "Tea", persistent: false, begin: () => ({}), toJSON: () => ({}) }),
    });
    expect(catalog("any").rules.find(({ type }) => type === "Tea")?.fields).toMatchObject([
      { name: "cups", type: "number", standard: 1 },
    ]);
  });
});
