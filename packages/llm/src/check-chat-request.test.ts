import { InvalidArgumentError } from "@sdialog/core";
import { afterEach, describe, expect, it } from "vitest";
import type { ChatModel, ChatRequest } from "./chat-model.ts";
import { configure, resetDefaults } from "./configure.ts";
import { modelPool } from "./pool/model-pool.ts";
import { resolveModel } from "./resolve-model.ts";
import { scriptedModel } from "./testing/scripted-model.ts";

const messages = [{ role: "user", content: "Hi" }] as const;
const models: Readonly<Record<string, () => Promise<ChatModel>>> = {
  "a defined model": async () => scriptedModel(["Hello"]),
  "a backend's model": () => resolveModel("openai:m", { apiKey: "k", baseURL: "http://127.0.0.1:9/v1" }),
};

afterEach(resetDefaults);

describe.each(Object.entries(models))("a request to %s", (_name, made) => {
  it.each([
    ["max_tokens", 'did you mean "maxTokens"?'],
    ["temprature", 'did you mean "temperature"?'],
    ["noSuchField", 'has no option "noSuchField"'],
  ])("with %s is refused before it is sent, whole and as a stream", async (field, said) => {
    const model = await made();
    const request = { messages, [field]: 4 } as ChatRequest;
    const streamed = async () => {
      for await (const chunk of model.stream(request)) void chunk;
    };
    for (const call of [model.generate(request), streamed()]) {
      await expect(call).rejects.toBeInstanceOf(InvalidArgumentError);
      await expect(call).rejects.toThrow(said);
    }
  });

  it.each(["images", "tool_calls", "reasoning"])(
    "with a message that has %s is refused by name",
    async (field) => {
      const call = (await made()).generate({ messages: [{ ...messages[0], [field]: [] }] } as ChatRequest);
      await expect(call).rejects.toBeInstanceOf(InvalidArgumentError);
      await expect(call).rejects.toThrow(`A message has no option "${field}"`);
    },
  );

  it.each([undefined, null, {}, { messages: "Hi" }, "Hi"])("that is %j is a typed error", async (request) => {
    const call = (await made()).generate(request as ChatRequest);
    await expect(call).rejects.toBeInstanceOf(InvalidArgumentError);
  });
});

it("a field that is undefined is not a mistake", async () => {
  const request = { messages, max_tokens: undefined } as ChatRequest;
  expect((await scriptedModel(["Hello"]).generate(request)).text).toBe("Hello");
});

it("a model that is there takes no more options", async () => {
  const model = scriptedModel([]);
  expect(await resolveModel(model, {})).toBe(model);
  await expect(resolveModel(model, { apiKey: "k" })).rejects.toThrow(/model and options/);
});

it("the members of a pool have a model and a weight", () => {
  const member = { model: scriptedModel([]), wieght: 2 };
  expect(() => modelPool([member])).toThrow('did you mean "weight"?');
});

describe("configure", () => {
  it.each([
    "openai",
    "azure",
    "openrouter",
    "ollama",
    "huggingface",
    "bedrock",
    "aws",
    "google",
    "anthropic",
    "llama",
  ])("refuses at once what the backend %s does not take", (backend) => {
    expect(() => configure({ backends: { [backend]: { api_key: "k" } } })).toThrow('did you mean "apiKey"?');
  });

  it.each([undefined, null, { temperature: "hot" }, { maxTokens: Number.NaN }])("refuses %j", (changes) => {
    expect(() => configure(changes as never)).toThrow(InvalidArgumentError);
  });
});

it.each([["5"], [0], [-1], [Number.NaN]])(
  "the time limit %j of a backend is a typed error",
  async (timeoutMs) => {
    await expect(resolveModel("openai:m", { apiKey: "k", timeoutMs: timeoutMs as never })).rejects.toThrow(
      "timeoutMs must be a positive number, not",
    );
  },
);
