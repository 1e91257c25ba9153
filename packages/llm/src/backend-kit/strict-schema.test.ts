import { expect, it } from "vitest";
import { isStrictSchema } from "./strict-schema.ts";

const text = { type: "string" };
const closed = { type: "object", properties: { a: text }, required: ["a"], additionalProperties: false };

it.each<[string, unknown]>([
  ["a text", text],
  ["a closed object that requires all it has", closed],
  ["an empty one", { type: "object", properties: {}, additionalProperties: false }],
  ["a list of such objects", { type: "array", items: closed }],
  ["a choice among them", { anyOf: [closed, { type: "null" }] }],
])("strict mode takes %s", (_what, schema) => expect(isStrictSchema(schema)).toBe(true));

it.each<[string, unknown]>([
  ["an open object", { ...closed, additionalProperties: true }],
  ["one that does not say", { type: "object", properties: { a: text }, required: ["a"] }],
  ["one without a type that is open", { properties: { a: text }, required: ["a"] }],
  ["a property that may be missing", { ...closed, required: [] }],
  ["one that says nothing about it", { ...closed, required: undefined }],
  ["an open object in a list", { type: "array", items: { type: "object" } }],
  ["an open object in a choice", { anyOf: [closed, { type: "object" }] }],
  ["an open object in a property", { ...closed, properties: { a: { type: "object" } } }],
  ...["allOf", "oneOf", "not", "if", "propertyNames", "patternProperties", "default", "prefixItems"].map(
    (keyword): [string, unknown] => [`the keyword ${keyword}`, { ...text, [keyword]: {} }],
  ),
])("strict mode does not take %s", (_what, schema) => expect(isStrictSchema(schema)).toBe(false));
