import * as z from "zod/mini";
import type { $ZodType } from "zod/v4/core";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** Kinds of zod that JSON has no form for, and what to write in their place, behind `z.` */
const replacements: Readonly<Record<string, string>> = {
  date: "iso.datetime(), with a transform if a Date is wanted",
  bigint: "int(), or z.string() with a transform",
  map: "record(…)",
  set: "array(…)",
  symbol: "enum([…])",
  undefined: "optional(…) around the other kinds, or z.null()",
  void: "null()",
  nan: "number()",
  function: "string() for its name",
  custom: "unknown() with a refinement, or tell the form with meta({ type: … })",
  transform: "pipe(z.string(), z.transform(…)), or tell the form with meta({ type: … })",
};

/** What tells the form of a value in the metadata of a schema. */
const formKeys = ["type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref"];

/** What the walk reads of a schema: each kind has some of these. */
interface Definition {
  readonly type: string;
  readonly coerce?: boolean;
  readonly values?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly [part: string]: unknown;
}

/** Where a part of a schema, or each of several, stands in a value, behind the place of the whole: `""` is the same place. */
const places: Readonly<Record<string, string>> = {
  catchall: ".*",
  element: "[]",
  items: "[]",
  rest: "[]",
  keyType: ".*",
  valueType: ".*",
  options: "",
  left: "",
  right: "",
  innerType: "",
};

interface Found {
  readonly seen: Set<unknown>;
  /** One per place: `Person.born is of the kind date, which has no form in JSON`. */
  readonly faults: string[];
  readonly hints: Set<string>;
}

/**
 * Refuses a schema whose input cannot be written as JSON, and one of zod 3, also where it stands deep inside. What is
 * coerced takes anything, and so does `z.unknown()`: these stay.
 *
 * @param place how the schema is called, in front of the names of its fields: `Librarian.born`
 * @param options.lazy also what is only known once everything is defined. Default: true
 * @throws InvalidArgumentError naming each field, and what to write instead
 */
export function checkJsonForm(
  place: string,
  schema: unknown,
  { lazy = true }: { readonly lazy?: boolean } = {},
): void {
  const found: Found = { seen: new Set(), faults: [], hints: new Set() };
  walk(place, schema, lazy, found);
  const { faults, hints } = found;
  if (faults.length > 0) throw new InvalidArgumentError(faults.join("; "), { hint: [...hints].join(" ") });
}

function walk(place: string, schema: unknown, lazy: boolean, found: Found): void {
  if (found.seen.has(schema)) return;
  if (!isSchema(schema)) {
    const ofZod3 = isOfZod3(schema);
    found.faults.push(`${place} ${ofZod3 ? "is a schema of zod 3" : "must be a zod schema"}`);
    found.hints.add(
      ofZod3
        ? 'Make it with zod 4: npm install zod@4, then import { z } from "zod", not from "zod/v3".'
        : "Make it with zod 4, such as z.string() or z.object({ … }).",
    );
    return;
  }
  found.seen.add(schema);
  const definition = schema._zod.def as unknown as Definition;
  const kind = formless(schema, definition);
  if (kind !== undefined) {
    found.faults.push(`${place} is of the kind ${kind}, which has no form in JSON`);
    found.hints.add(`In place of z.${kind}() use z.${replacements[kind]}.`);
    return;
  }
  for (const [behind, part] of partsOf(schema, definition, lazy)) walk(place + behind, part, lazy, found);
}

function isSchema(schema: unknown): schema is $ZodType {
  return typeof schema === "object" && schema !== null && "_zod" in schema;
}

function isOfZod3(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const { _def: definition } = schema as { readonly _def?: { readonly typeName?: unknown } };
  return typeof definition?.typeName === "string";
}

/** The kind that JSON has no form for, unless the schema tells a form of its own. */
function formless(schema: $ZodType, { type, coerce, values }: Definition): string | undefined {
  if (type === "literal")
    return values?.map((value) => typeof value).find((kind) => Object.hasOwn(replacements, kind));
  if (!Object.hasOwn(replacements, type) || coerce === true || schema._zod.toJSONSchema !== undefined)
    return undefined;
  // Any of the other kinds would refuse what fits the form.
  if (type !== "custom" && type !== "transform") return type;
  const told = z.globalRegistry.get(schema) ?? {};
  return formKeys.some((key) => key in told) ? undefined : type;
}

type Part = readonly [behind: string, schema: unknown];

/** What a value is made of before it is converted. */
function partsOf(schema: $ZodType, definition: Definition, lazy: boolean): Part[] {
  if (schema._zod.toJSONSchema !== undefined) return [];
  if (definition.type === "pipe") {
    // What is converted before anything is known of it should fit what it is converted for: z.preprocess.
    const { in: from, out } = definition;
    return [["", isSchema(from) && from._zod.def.type === "transform" ? out : from]];
  }
  if (definition.type === "lazy")
    return lazy ? [["", (schema._zod as { innerType?: unknown }).innerType]] : [];
  return [
    ...Object.entries(shapeOf(definition, lazy)).map(([name, part]): Part => [`.${name}`, part]),
    ...Object.entries(places).flatMap(([key, behind]) =>
      [definition[key] ?? []].flat().map((part): Part => [behind, part]),
    ),
  ];
}

/** The fields of an object. A getter among them may ask for what is defined only later. */
function shapeOf(definition: Definition, lazy: boolean): Readonly<Record<string, unknown>> {
  try {
    return definition.shape ?? {};
  } catch (error) {
    if (lazy) throw error;
    return {};
  }
}
