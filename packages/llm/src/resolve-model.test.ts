import { afterEach, describe, expect, it } from "vitest";
import type { Backend, BackendOptions } from "./backend.ts";
import { configure, defaultSettings, resetDefaults } from "./configure.ts";
import { collectStream, defineChatModel } from "./define-chat-model.ts";
import { importNative } from "./import-peer.ts";
import { withRetry } from "./middleware/with-retry.ts";
import { unwrapModel } from "./middleware/wrap-model.ts";
import { parseModelString, registerBackend } from "./registry.ts";
import { resolveEmbeddingModel, resolveModel } from "./resolve-model.ts";
import { instantTimer, scriptedModel } from "./testing/index.ts";

const made: { model: string; options: BackendOptions }[] = [];
let broken = false;
const backend: Backend = {
  name: "parrot",
  aliases: ["polly"],
  description: "says what it was told to",
  packages: ["parrot"],
  capabilities: { ...scriptedModel([]).capabilities, embeddings: false },
  create: async () => ({
    chat(model, options) {
      if (broken) throw new Error("not yet");
      made.push({ model, options });
      return scriptedModel(["squawk"], { id: `parrot:${model}` });
    },
  }),
};
registerBackend(backend);
afterEach(() => {
  resetDefaults();
  made.length = 0;
});

describe("a model of another version of the contract", () => {
  const model = scriptedModel([], { id: "old:one" });
  const embedding = { specVersion: 1, id: "old:two", embed: () => Promise.reject(new Error("never asked")) };

  it.each([
    [2, "Update the @sdialog packages."],
    [0, "Update the package it comes from."],
    [undefined, "Give it specVersion: 1, once it is a"],
  ])("is refused: %s", async (specVersion, hint) => {
    const refused = expect.objectContaining({
      code: "contract_version",
      hint: expect.stringContaining(hint) as string,
    }) as Error;
    await expect(resolveModel({ ...model, specVersion } as never)).rejects.toThrow(refused);
    await expect(resolveEmbeddingModel({ ...embedding, specVersion } as never)).rejects.toThrow(refused);
  });

  it("is refused when a backend makes it", async () => {
    registerBackend({
      ...backend,
      name: "later",
      aliases: [],
      create: async () => ({ chat: () => ({ ...model, specVersion: 2 }) as never }),
    });
    await expect(resolveModel("later:x")).rejects.toThrow("version 2 of the ChatModel contract");
  });
});

describe("resolveModel", () => {
  it("splits at the first colon, and makes one model per string", async () => {
    const [a, b] = await Promise.all([
      resolveModel("parrot:org/grey:7b"),
      resolveModel("parrot:org/grey:7b"),
    ]);
    expect(a).toBe(b);
    expect(made).toEqual([{ model: "org/grey:7b", options: {} }]);
    expect(parseModelString("polly").model).toBe("");
  });

  it("hands a backend its own options only, under its name or an alias", async () => {
    configure({ model: "polly:x", backends: { polly: { apiKey: "mine" }, openai: { apiKey: "other" } } });
    await resolveModel();
    await resolveModel("parrot:x", { timeoutMs: 5 });
    expect(made.map(({ options }) => options)).toEqual([
      { apiKey: "mine" },
      { apiKey: "mine", timeoutMs: 5 },
    ]);
  });

  it("takes no impossible limit of bytes", () => {
    for (const maxResponseBytes of [0, 1.5, Number.NaN])
      expect(() => configure({ maxResponseBytes })).toThrow("must be a whole number of at least 1");
  });

  it("is configured for backends there are, whose name is told otherwise", () => {
    const configured = (): void => configure({ backends: { opnai: { apiKey: "sk-secret" } } });
    expect(configured).toThrow(
      expect.objectContaining({ code: "unknown_backend", hint: 'Did you mean "openai"?' }) as Error,
    );
  });

  it("refuses settings that are no numbers", async () => {
    const named = await resolveModel("openai:x", { apiKey: "none", baseURL: "http://127.0.0.1:9/v1" });
    const request = { messages: [{ role: "user", content: "Hi" }], temperature: Number.NaN } as const;
    await expect(named.generate(request)).rejects.toThrow("temperature must be a finite number, not NaN");
  });

  it("is one model for all who name it, under what is configured too, until that changes", async () => {
    configure({ backends: { parrot: { apiKey: "one" } } });
    const first = await resolveModel("parrot:shared");
    expect(await resolveModel("parrot:shared")).toBe(first);
    configure({ temperature: 0.5 });
    expect(await resolveModel("parrot:shared")).toBe(first);
    configure({ backends: { parrot: { apiKey: "two" } } });
    expect(await resolveModel("parrot:shared")).not.toBe(first);
    expect(made.map(({ options }) => options.apiKey)).toEqual(["one", "two"]);
  });

  it("puts the configured middleware around what is named by a string, and around nothing else", async () => {
    const timer = instantTimer();
    configure({ middleware: withRetry({ timer }) });
    const named = await resolveModel("parrot:wrapped");
    expect(unwrapModel(named)).not.toBe(named);
    const model = scriptedModel([]);
    expect(await resolveModel(model)).toBe(model);
    expect(defaultSettings()).toEqual({});
    resetDefaults();
    expect(await resolveModel("parrot:wrapped")).toBe(unwrapModel(named));
  });

  it("tries again after a failure to load", async () => {
    broken = true;
    await expect(resolveModel("parrot:late")).rejects.toThrow("not yet");
    broken = false;
    expect((await resolveModel("parrot:late")).id).toBe("parrot:late");
  });

  it("returns a model as it is, and explains an unknown string", async () => {
    const model = scriptedModel([]);
    expect(await resolveModel(model)).toBe(model);
    await expect(resolveModel("opnai:gpt")).rejects.toMatchObject({
      code: "unknown_backend",
      hint: 'Did you mean "openai"?',
    });
    await expect(resolveEmbeddingModel("parrot:x")).rejects.toThrow(/no embeddings/);
  });

  it("refuses names no string could reach", () => {
    expect(() => registerBackend({ ...backend, name: "Parrot!" })).toThrow(/cannot be the name of a backend/);
  });
});

describe("importNative", () => {
  it("tells what to install", async () => {
    await expect(importNative("The parrot backend", "no-such-package-anywhere")).rejects.toMatchObject({
      code: "missing_package",
      hint: "Run: npm install no-such-package-anywhere",
    });
  });
});

describe("defineChatModel", () => {
  it("makes a stream of a whole reply, and a whole reply of a stream", async () => {
    const { id, capabilities, ...calls } = scriptedModel([{ text: "a", thinking: "b" }, "c"]);
    const whole = defineChatModel({ id, capabilities, generate: calls.generate });
    const types: string[] = [];
    for await (const { type } of whole.stream({ messages: [] })) types.push(type);
    expect(types).toEqual(["thinking", "text", "finish"]);
    const streamed = defineChatModel({ id, capabilities, stream: whole.stream });
    expect((await streamed.generate({ messages: [] })).text).toBe("c");
  });

  it("does not take a stream without an end for a reply", async () => {
    async function* cut() {
      yield { type: "text", delta: "half" } as const;
    }
    await expect(collectStream("x:y", cut())).rejects.toMatchObject({ kind: "interrupted" });
  });
});
