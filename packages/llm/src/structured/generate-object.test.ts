import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import type { ModelCapabilities } from "../chat-model.ts";
import { scriptedModel } from "../testing/index.ts";
import { generateObject } from "./generate-object.ts";
import { StructuredOutputError } from "./structured-output-error.ts";

const schema = z.object({ city: z.string(), people: z.number().int() });
const messages = [{ role: "user" as const, content: "Where?" }];
const textOnly: ModelCapabilities = {
  streaming: true,
  tools: false,
  jsonSchema: "none",
  thinking: false,
  seed: true,
  logprobs: false,
  stop: true,
};

describe("generateObject", () => {
  it("hands the schema to a model that enforces it", async () => {
    const model = scriptedModel(['{"city":"Lund","people":9}']);
    const { value, mode, attempts } = await generateObject(model, { schema, name: "place", messages });
    expect(value).toEqual({ city: "Lund", people: 9 });
    expect({ mode, attempts }).toEqual({ mode: "native", attempts: 1 });
    expect(model.requests[0]?.output).toMatchObject({
      name: "place",
      schema: { required: ["city", "people"] },
    });
    expect(model.requests[0]?.messages).toEqual([
      { role: "user", content: expect.stringMatching(/^Where\?\n\n[^]*- people \(whole number\)/) },
    ]);
  });

  const right = '{"city":"Lund","people":9}';
  it.each([
    [right, "stop", false],
    ["null", "stop", true],
    ["5", "stop", true],
    ['{"city":"Lund"}', "stop", true],
    [`Here: ${right}`, "stop", true],
    // What was cut, or is wrong in a field that is there, may have been held to the schema.
    ['{"city":"Lu', "length", false],
    ['{"city":"Lund","people":"nine"}', "stop", false],
  ] as const)(
    "says that %j, which ends by %s, is not what a schema was given for: %j",
    async (text, finishReason, told) => {
      const model = scriptedModel([{ text, finishReason }, right]);
      const { warnings } = await generateObject(model, { schema, messages });
      expect(warnings.map(({ message }) => message)).toEqual(
        told ? ["the server was given the schema of the reply and did not keep to it"] : [],
      );
    },
  );

  it("takes a schema of zod/mini, and says what does not fit it in words", async () => {
    const place = mini.object({ city: mini.string(), people: mini.optional(mini.int()) });
    const model = scriptedModel(['{"city":["Lund","Malmö"]}', '{"city":"Lund"}']);
    const { value } = await generateObject(model, { schema: place, messages });
    expect(value).toEqual({ city: "Lund" });
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("expected string, received array");
  });

  it("asks in words where nothing enforces it, and looks past chatter and slips", async () => {
    const reply = "Sure!\n```json\n{city: 'Lund', people: 9,}\n```\nAnything else?";
    const model = scriptedModel([reply], { capabilities: textOnly });
    const { value, mode, repaired } = await generateObject(model, { schema, messages });
    expect(value).toEqual({ city: "Lund", people: 9 });
    expect({ mode, repaired }).toEqual({ mode: "text", repaired: true });
    expect(model.requests[0]?.output).toBeUndefined();
    expect(model.requests[0]?.messages.at(-1)?.content).toContain('"people"');
  });

  it("asks in the instructions where there are some", async () => {
    const model = scriptedModel(['{"city":"Lund","people":9}'], { capabilities: textOnly });
    const instructed = [{ role: "system" as const, content: "Be brief." }, ...messages];
    await generateObject(model, { schema, messages: instructed });
    expect(model.requests[0]?.messages).toEqual([
      { role: "system", content: expect.stringMatching(/^Be brief\.\n\n[^]*"people"/) },
      ...messages,
    ]);
  });

  it("sends an unfit reply back with the error, under another seed, and counts", async () => {
    const model = scriptedModel(['{"city":"Lund","people":"many"}', "no idea", '{"city":"Lund","people":9}']);
    const result = await generateObject(model, { schema, messages, seed: 5 });
    expect(result.attempts).toBe(3);
    expect(result.usage.calls).toBe(3);
    const [first, second, third] = model.requests;
    expect(second?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(second?.messages.at(-1)?.content).toContain("people");
    expect(third?.messages.at(-1)?.content).toContain("no JSON");
    expect(new Set([first?.seed, second?.seed, third?.seed]).size).toBe(3);
    expect(first?.seed).toBe(5);
  });

  it("gives up after the retries allowed, telling why and what it cost", async () => {
    const model = scriptedModel(["{}", "{}"]);
    const failure = await generateObject(model, { schema, messages, retries: 1 }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StructuredOutputError);
    expect(failure).toMatchObject({
      attempts: 2,
      reply: "{}",
      usage: { calls: 2 },
      code: "model_malformed_response",
    });
    model.assertDone();
  });

  it("keeps the words of a model that refuses in words", async () => {
    const words = "I'm sorry,\n I can't help with that.";
    const failure = generateObject(scriptedModel([words]), { schema, messages, retries: 0 });
    await expect(failure).rejects.toMatchObject({
      message: expect.stringContaining(": I'm sorry, I can't help with that.") as string,
      said: words,
    });
  });

  it("does not mend a reply that was cut off", async () => {
    const cut = { text: '{"city":"Lund","people":12', finishReason: "length" } as const;
    const model = scriptedModel([cut]);
    await expect(generateObject(model, { schema, messages, retries: 0 })).rejects.toThrow(/cut off/);
  });

  it("does not ask again after the content filter", async () => {
    const model = scriptedModel([{ text: "", finishReason: "content_filter" }]);
    await expect(generateObject(model, { schema, messages })).rejects.toMatchObject({
      kind: "content_filter",
    });
  });

  it("wraps a root that is not an object, and applies defaults and transforms", async () => {
    const list = z
      .array(z.object({ name: z.string(), size: z.number().default(1) }))
      .transform((all) => all.length);
    const model = scriptedModel(['{"value":[{"name":"a"},{"name":"b"}]}', '[{"name":"a"}]']);
    expect((await generateObject(model, { schema: list, messages })).value).toBe(2);
    expect(model.requests[0]?.output?.schema).toMatchObject({ type: "object", required: ["value"] });
    expect((await generateObject(model, { schema: list, messages })).value).toBe(1);
  });

  it("refuses a number of retries that makes no sense", async () => {
    await expect(generateObject(scriptedModel([]), { schema, messages, retries: -1 })).rejects.toThrow(
      /retries/,
    );
  });
});
