import { describe, expect, it } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import { z as zod3 } from "zod/v3";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { checkJsonForm } from "./check-json-form.ts";
import { inputJsonSchema } from "./input-json-schema.ts";

const refused: Readonly<Record<string, readonly [schema: z.core.$ZodType, kind: string, hint: string]>> = {
  date: [z.date(), "date", "z.iso.datetime()"],
  "date of zod/mini": [mini.date(), "date", "z.iso.datetime()"],
  "described date": [z.date().describe("when"), "date", "z.iso.datetime()"],
  "date with a transform": [z.date().transform(String), "date", "z.iso.datetime()"],
  "date that is made first": [z.preprocess(String, z.date()), "date", "z.iso.datetime()"],
  bigint: [z.bigint(), "bigint", "z.int()"],
  "literal bigint": [z.literal(["one", 1n]), "bigint", "z.int()"],
  map: [z.map(z.string(), z.number()), "map", "z.record(…)"],
  set: [z.set(z.string()), "set", "z.array(…)"],
  symbol: [z.symbol(), "symbol", "z.enum([…])"],
  undefined: [z.undefined(), "undefined", "z.optional(…)"],
  "literal undefined": [z.literal(undefined), "undefined", "z.optional(…)"],
  void: [z.void(), "void", "z.null()"],
  nan: [z.nan(), "nan", "z.number()"],
  function: [z.function() as unknown as z.ZodType, "function", "z.string()"],
  custom: [z.custom(), "custom", "z.unknown() with a refinement"],
  instance: [z.instanceof(URL), "custom", "z.unknown() with a refinement"],
  transform: [z.transform(String), "transform", "z.pipe(z.string(), z.transform(…))"],
};

const taken: Readonly<Record<string, z.core.$ZodType>> = {
  any: z.any(),
  unknown: z.unknown(),
  never: z.never(),
  null: z.null(),
  json: z.json(),
  literal: z.literal(["one", 2, null, true]),
  enum: z.enum(["one"]),
  template: z.templateLiteral(["a", z.number()]),
  "string with a transform": z.string().transform((text) => new Date(text)),
  "string as a date": z.string().pipe(z.coerce.date()),
  preprocessed: z.preprocess(String, z.string()),
  codec: z.codec(z.iso.datetime(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  }),
  stringbool: z.stringbool(),
  "coerced string": z.coerce.string(),
  "coerced number": z.coerce.number(),
  optional: z.string().optional(),
  caught: z.string().catch("none"),
  "custom of a told form": z.custom<`a${string}`>().meta({ type: "string" }),
  "described custom of a told form": z.custom().meta({ type: "string" }).describe("what it is"),
  "all of zod/mini": mini.object({ a: mini.optional(mini._default(mini.array(mini.string()), [])) }),
  recursive: z.object({
    name: z.string(),
    get friends() {
      return z.array(z.object({ best: z.lazy(() => taken["recursive"] as z.ZodType) }));
    },
  }),
};

/** How a schema stands in another, and where its place is then. */
const around: readonly (readonly [place: string, within: (schema: z.ZodType) => z.core.$ZodType])[] = [
  ["input", (schema) => schema],
  ["input.a", (schema) => z.object({ ok: z.string(), a: schema })],
  ["input.a.b", (schema) => z.object({ a: z.strictObject({ b: schema }).optional() })],
  ["input.*", (schema) => z.object({}).catchall(schema)],
  ["input[]", (schema) => z.array(schema)],
  ["input[]", (schema) => z.tuple([z.string(), schema])],
  ["input[]", (schema) => z.tuple([z.string()], schema)],
  ["input.*", (schema) => z.record(z.string(), schema)],
  ["input.a", (schema) => z.intersection(z.object({}), z.object({ a: schema }))],
  ["input.a", (schema) => z.union([z.string(), z.object({ a: schema })])],
  [
    "input[].a",
    (schema) =>
      z
        .array(z.object({ a: schema }).readonly())
        .nullable()
        .default([]),
  ],
  ["input.a", (schema) => z.lazy(() => z.object({ a: schema }))],
  ["input.a", (schema) => z.object({ a: schema }).transform(String)],
  ["input.a", (schema) => mini.object({ a: schema })],
];

function errorOf(schema: unknown): InvalidArgumentError | undefined {
  try {
    checkJsonForm("input", schema);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    return error as InvalidArgumentError;
  }
}

function isRefusedByZod(schema: z.core.$ZodType): boolean {
  try {
    z.toJSONSchema(schema, { io: "input" });
    return false;
  } catch {
    return true;
  }
}

describe.each(Object.entries(refused))("%s", (_name, [schema, kind, hint]) => {
  it("is refused with its place wherever it stands", () => {
    for (const [place, within] of around) {
      const error = errorOf(within(schema as z.ZodType));
      expect(error?.message).toBe(`${place} is of the kind ${kind}, which has no form in JSON`);
      expect(error?.hint).toContain(hint);
    }
  });

  it("is refused by zod, too", () => {
    expect(isRefusedByZod(schema)).toBe(true);
  });
});

describe.each(Object.entries(taken))("%s", (_name, schema) => {
  it("is taken wherever it stands", () => {
    for (const [, within] of around) expect(errorOf(within(schema as z.ZodType))).toBeUndefined();
  });

  it("becomes a JSON Schema", () => {
    expect(inputJsonSchema("input", schema)).toBeTypeOf("object");
  });
});

it("leaves to anything what is converted first", () => {
  for (const schema of [z.coerce.date(), z.coerce.bigint()])
    expect(inputJsonSchema("input", z.object({ a: schema }))).toMatchObject({ properties: { a: {} } });
});

it("refuses all of zod 3, and what is no schema, with the place", () => {
  const deep = z.object({ a: z.object({ b: zod3.string() as never }) });
  for (const [place, schema] of [
    ["input", zod3.object({ a: zod3.string() })],
    ["input.a.b", deep],
    ["input[]", z.array(zod3.date() as never)],
  ] as const) {
    const error = errorOf(schema);
    expect(error?.message).toBe(`${place} is a schema of zod 3`);
    expect(error?.hint).toContain("npm install zod@4");
  }
  for (const nothing of [undefined, null, "string", { type: "object" }, () => z.string()])
    expect(errorOf(nothing)?.message).toBe("input must be a zod schema");
});

it("tells all places, and each way out once", () => {
  const error = errorOf(
    z.object({ a: z.date(), b: z.string(), c: z.object({ d: z.date(), e: z.set(z.any()) }) }),
  );
  expect(error?.message).toBe(
    ["input.a is of the kind date", "input.c.d is of the kind date", "input.c.e is of the kind set"]
      .map((fault) => `${fault}, which has no form in JSON`)
      .join("; "),
  );
  expect(error?.hint?.match(/z\.date\(\)/g)).toHaveLength(1);
});

it("asks for nothing that is only known later, if it may not", () => {
  const notYet = (): z.ZodType => {
    throw new ReferenceError("not yet");
  };
  const object = z.object({
    get later() {
      return notYet();
    },
  });
  for (const schema of [z.lazy(notYet), object, z.array(z.lazy(notYet))]) {
    expect(() => checkJsonForm("input", schema, { lazy: false })).not.toThrow();
    expect(() => inputJsonSchema("input", schema)).toThrow(
      new InvalidArgumentError("input cannot be written as JSON Schema: not yet"),
    );
  }
});

it("tells of a schema that zod cannot write for another reason", () => {
  const twice = z.object({ a: z.string().meta({ id: "same" }), b: z.number().meta({ id: "same" }) });
  expect(() => inputJsonSchema("input", twice)).toThrow(
    expect.objectContaining({
      name: "InvalidArgumentError",
      message: expect.stringMatching(/^input cannot be written as JSON Schema: .*"same"/) as string,
    }),
  );
});
