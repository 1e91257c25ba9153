import { describe, expect, it } from "vitest";
import { scriptedModel } from "../testing/index.ts";
import { checkBackendOptions } from "./check-backend-options.ts";
import { checkRequest } from "./check-request.ts";
import { foldSystem, userText } from "./plain-text.ts";
import { isStrictSchema } from "./strict-schema.ts";
import { parseToolInput, toolInputObject, toolInputText } from "./tool-input.ts";

const none = {
  streaming: true,
  tools: false,
  jsonSchema: "none",
  thinking: false,
  seed: false,
  logprobs: false,
  stop: false,
} as const;
const model = scriptedModel([], { capabilities: none });
const messages = [{ role: "user" as const, content: "Hi" }];

describe("checkRequest", () => {
  it("drops settings that cannot be handed on, and names each", () => {
    const { request, warnings } = checkRequest(
      model,
      { messages, seed: 1, topK: 5, temperature: 1, thinking: "low" },
      ["temperature"],
    );
    expect(warnings.map(({ setting }) => setting)).toEqual(["topK", "seed", "thinking"]);
    expect(request).toEqual({ messages, temperature: 1 });
  });

  it.each([
    { tools: [{ name: "t", description: "", inputSchema: {} }] },
    { output: { name: "o", schema: {} } },
    { logprobs: { top: 0 } },
    { stop: ["x"] },
  ])("refuses %j where it is not offered", (asked) => {
    expect(() => checkRequest(model, { messages, ...asked }, [])).toThrow(/does not support/);
  });

  it("takes empty lists and switched-off thinking for nothing asked", () => {
    expect(
      checkRequest(model, { messages, tools: [], stop: [], thinking: false }, ["stop"]).warnings,
    ).toEqual([]);
  });
});

describe("checkBackendOptions", () => {
  it("takes what a backend knows and refuses the rest, telling what was meant", () => {
    expect(() =>
      checkBackendOptions("x", { apiKey: "a", baseURL: "b", region: "c" }, ["region"]),
    ).not.toThrow();
    expect(() => checkBackendOptions("x", { baseUrl: "b" })).toThrow(/did you mean "baseURL"/);
    expect(() => checkBackendOptions("x", { temperature: 1 })).toThrow(/no option "temperature"/);
  });
});

describe("foldSystem", () => {
  it("joins what stands first and keeps later instructions in their place", () => {
    const folded = foldSystem([
      { role: "system", content: "A" },
      { role: "system", content: "B" },
      { role: "user", content: "Hi" },
      { role: "system", content: "Be brief." },
    ]);
    expect(folded.system).toBe("A\n\nB");
    expect(folded.rest).toEqual([
      { role: "user", content: "Hi" },
      { role: "user", content: "[Instruction: Be brief.]" },
    ]);
    expect(foldSystem([{ role: "system", content: "only" }])).toEqual({ system: "only", rest: [] });
    expect(foldSystem(messages).system).toBeUndefined();
  });

  it("puts names before what was said", () => {
    expect(userText({ role: "user", name: "Ada", content: "Hi" })).toBe("Ada: Hi");
    expect(userText({ role: "user", content: "Hi" })).toBe("Hi");
  });
});

describe("small helpers", () => {
  it("tool inputs survive every form", () => {
    expect(parseToolInput('{"a":1}')).toEqual({ a: 1 });
    expect(parseToolInput("")).toEqual({});
    expect(parseToolInput("{oops")).toBe("{oops");
    expect(toolInputText({ a: 1 })).toBe('{"a":1}');
    expect(toolInputText("{oops")).toBe("{oops");
    expect(toolInputObject("{oops")).toEqual({ input: "{oops" });
  });

  it.each([
    [
      true,
      { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
    ],
    [
      false,
      { type: "object", properties: { a: { type: "string" } }, required: [], additionalProperties: false },
    ],
    [false, { type: "object", properties: { a: { type: "string" } }, required: ["a"] }],
    [
      false,
      { type: "object", properties: { a: { oneOf: [] } }, required: ["a"], additionalProperties: false },
    ],
    [true, { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } }],
  ])("isStrictSchema is %s for %j", (strict, schema) => expect(isStrictSchema(schema)).toBe(strict));
});
