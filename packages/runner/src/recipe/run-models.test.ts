import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ChatModel, type ChatRequest, ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { RunModels, type RunModelsOptions } from "./run-models.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }], seed: 1 };
const named = (id: string): ChatModel => scriptedModel(() => id, { id });

const runModels = (options: Partial<RunModelsOptions>): RunModels =>
  new RunModels({ limits: {}, modelRetries: 4, ...options } as RunModelsOptions);

describe("RunModels", () => {
  it("makes each model once, whatever order its fields stand in", async () => {
    const models = runModels({ known: { "x:a": named("x:a") } });
    const [first, again, other] = await Promise.all([
      models.get({ name: "x:a", weight: 2 }),
      models.get({ weight: 2, name: "x:a" }),
      models.get("x:a"),
    ]);
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect((await other.generate(request)).text).toBe("x:a");
  });

  it("finds by its name what is not given", async () => {
    for (const known of [undefined, {}, { "x:a": named("x:a") }])
      expect((await runModels({ known }).get("local:pocket")).id).toBe("local:pocket");
  });

  it("ends a call after the recipe's time, and no call without one", async () => {
    const slow = scriptedModel(async () => {
      await sleep(60);
      return "late";
    });
    const get = (timeoutMs?: number): Promise<ChatModel> =>
      runModels({ known: { "x:slow": slow }, timeoutMs, modelRetries: 0 }).get("x:slow");
    await expect((await get(5)).generate(request)).rejects.toMatchObject({ kind: "timeout" });
    expect((await (await get()).generate(request)).text).toBe("late");
  });

  it("reads no more of a server's answer than the recipe, or the model in it, says", async () => {
    const message = { role: "assistant", content: "words".repeat(2000) };
    const body = JSON.stringify({
      model: "x",
      created_at: "2026-01-01T00:00:00Z",
      message,
      done: true,
      done_reason: "stop",
    });
    const server = createServer((_request, response) => void response.end(`${body}\n`));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (most?: number, own?: number): Promise<string> => {
      const models = runModels({ maxResponseBytes: most, modelRetries: 0 });
      const model = await models.get({
        name: "ollama:x",
        baseURL,
        ...(own === undefined ? {} : { maxResponseBytes: own }),
      });
      return (await model.generate(request)).text;
    };
    const tooLarge = { code: "model_too_large" };
    await expect(ask(5000)).rejects.toMatchObject(tooLarge);
    await expect(ask(undefined, 5000)).rejects.toMatchObject(tooLarge);
    expect(await ask(5000, 50_000)).toBe(message.content);
    expect(await ask()).toBe(message.content);
  });

  it("tries calls again as often as the recipe says", async () => {
    let calls = 0;
    const failing = scriptedModel(() => {
      calls++;
      throw new ModelError("no", { kind: "server", model: "x:bad" });
    });
    const model = await runModels({ known: { "x:bad": failing }, modelRetries: 0 }).get("x:bad");
    await expect(model.generate(request)).rejects.toMatchObject({ kind: "server" });
    expect(calls).toBe(1);
  });

  it("tells once what people must know about a model", async () => {
    const told: string[] = [];
    const models = runModels({
      known: {
        "x:a": { ...named("x:a"), notice: "It invents facts." },
        "x:b": { ...named("x:b"), notice: "It invents facts." },
        "x:c": named("x:c"),
      },
      onNotice: (message) => void told.push(message),
    });
    for (const name of ["x:a", "x:b", "x:c", "x:a"]) await models.get(name);
    expect(told).toEqual(["It invents facts."]);
  });

  it.each([
    ["of a server elsewhere", { model: "x", fingerprint: { baseURL: "http://proxy/v1" } }, 10, undefined],
    ["of a server elsewhere that tells it", { fingerprint: { baseURL: "http://proxy/v1" } }, 0.5, 0.5],
    ["of a model behind a name", { id: "behind:it" }, 10, undefined],
  ])(
    "counts the cost %s at the list price of its name where money is limited, and says so first",
    async (_, more, cost, told) => {
      const notices: string[] = [];
      const model = { ...named("openai:gpt-4.1"), ...more };
      const usage = { inputTokens: 1e6, outputTokens: 1e6, calls: 1, cost: told };
      const generate = async (of: ChatRequest) => ({ ...(await model.generate(of)), usage });
      const known = { "openai:gpt-4.1": { ...model, generate } };
      const limited = runModels({
        known,
        budget: { dollars: 1 },
        onNotice: (text) => void notices.push(text),
      });
      const asked = await limited.get("openai:gpt-4.1");
      expect(notices).toEqual([
        "What openai:gpt-4.1 costs where it is reached is not known: calls that tell no cost count at its list price",
      ]);
      expect((await asked.generate(request)).usage.cost).toBe(cost);
      // Where nothing rests on it, what is not known is not guessed.
      const free = await runModels({ known }).get("openai:gpt-4.1");
      expect((await free.generate(request)).usage.cost).toBe(told);
    },
  );

  it("makes a pool of several, by their weights", async () => {
    const models = runModels({ known: { "x:a": named("x:a"), "x:b": named("x:b") } });
    const pool = await models.get(["x:a", { name: "x:b", weight: 3 }]);
    expect(pool.id).toBe("pool:x:a*1|x:b*3");
  });

  it("puts the middleware of the caller outermost, around every model", async () => {
    const seen: string[] = [];
    const note =
      (word: string) =>
      (model: ChatModel): ChatModel => ({
        ...model,
        generate: async (asked) => {
          seen.push(word);
          return model.generate(asked);
        },
      });
    const models = runModels({
      known: { "x:a": named("x:a") },
      middleware: [note("outer"), note("inner")],
    });
    await (await models.get("x:a")).generate(request);
    expect(seen).toEqual(["outer", "inner"]);
  });
});
