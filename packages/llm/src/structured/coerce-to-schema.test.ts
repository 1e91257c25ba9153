import { describe, expect, it } from "vitest";
import { z } from "zod";
import { scriptedModel } from "../testing/index.ts";
import { coerceToSchema } from "./coerce-to-schema.ts";
import { generateObject } from "./generate-object.ts";
import { StructuredOutputError } from "./structured-output-error.ts";

const schema = z.object({ reason: z.string(), positive: z.boolean(), score: z.number().int() });
const messages = [{ role: "user" as const, content: "?" }];

describe("slips that leave no doubt", () => {
  it.each([
    '{"reason":"r","positive":"true","score":4}',
    '{"reason":"r","positive":"Yes","score":"4"}',
    '{"reason":"r","positive":1,"score":4}',
    '[{"reason":"r","positive":true,"score":4}]',
  ])("are read at no further cost: %s", async (reply) => {
    const model = scriptedModel([reply]);
    const result = await generateObject(model, { schema, messages });
    expect(result).toMatchObject({
      value: { reason: "r", positive: true, score: 4 },
      attempts: 1,
      repaired: true,
    });
  });

  it.each([
    '{"reason":"r","positive":"maybe","score":4}',
    '{"reason":"r","positive":2,"score":4}',
    '{"reason":"r","positive":true,"score":"4/5"}',
    '[{"reason":"a","positive":true,"score":4},{"reason":"b","positive":false,"score":1}]',
    '{"reason":null,"positive":true,"score":4}',
  ])("are not guessed where there is doubt: %s", async (reply) => {
    const asked = generateObject(scriptedModel([reply]), { schema, messages, retries: 0 });
    await expect(asked).rejects.toBeInstanceOf(StructuredOutputError);
  });
});

it("states the schema in words on wish, and in every correction", async () => {
  const model = scriptedModel(["no idea", '{"reason":"r","positive":true,"score":4}']);
  await generateObject(model, { schema, messages, form: "schema" });
  const [first, second] = model.requests;
  expect(first?.output).toBeDefined();
  expect(first?.messages.at(-1)?.content).toContain('JSON Schema:\n{"type":"object"');
  expect(second?.messages.at(-1)?.content).toContain('"positive"');
});

it("keeps the words in which a model refuses", async () => {
  const refusing = scriptedModel([{ text: "I cannot judge\nthis.", finishReason: "content_filter" }]);
  await expect(generateObject(refusing, { schema, messages })).rejects.toThrow("I cannot judge this.");
});

const object = { type: "object", properties: { n: { type: "integer" }, on: { type: "boolean" } } };
it.each<[unknown, object, unknown]>([
  [" -4.50 ", { type: "number" }, -4.5],
  ["a4", { type: "number" }, "a4"],
  ["4a", { type: "number" }, "4a"],
  ["4.", { type: "number" }, "4."],
  ["12", { type: "integer" }, 12],
  [true, { type: "number" }, true],
  [" TRUE ", { type: "boolean" }, true],
  ["no", { type: "boolean" }, false],
  [0, { type: "boolean" }, false],
  [2, { type: "boolean" }, 2],
  ["maybe", { type: "boolean" }, "maybe"],
  [4, { type: "string" }, "4"],
  [true, { type: "string" }, true],
  [["1", "x"], { type: "array", items: { type: "integer" } }, [1, "x"]],
  [["1"], { type: "array" }, ["1"]],
  ["1", { type: "array", items: { type: "integer" } }, "1"],
  [{ n: "1", on: "yes", more: "2" }, object, { n: 1, on: true, more: "2" }],
  [[{ n: "1" }], object, { n: 1 }],
  [[{ n: "1" }, { n: "2" }], object, [{ n: "1" }, { n: "2" }]],
  [[], object, []],
  [{ toString: "1" }, object, { toString: "1" }],
  ["x", object, "x"],
  [{ n: "1" }, { type: "object" }, { n: "1" }],
  ["1", {}, "1"],
])("%j for %j is read as %j", (value, wanted, read) => {
  expect(coerceToSchema(value, wanted as never)).toEqual(read);
});
