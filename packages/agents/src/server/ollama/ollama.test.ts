import { afterEach, describe, expect, it } from "vitest";
import { closeTestServers, serveForTest } from "../serve-for-test.ts";

afterEach(closeTestServers);

const messages = [{ role: "user", content: "Hi" }];

describe("the ollama client", () => {
  it("chats, with options and numbers", async () => {
    const { ollama, model } = await serveForTest([{ text: "Hello!", finishReason: "length" }]);
    const options = {
      temperature: 1.5,
      num_predict: 3,
      top_k: 5,
      repeat_penalty: 1.1,
      seed: 3,
      num_ctx: 2048,
    };
    const answer = await ollama.chat({ model: "Alice", messages, options });
    expect(answer).toMatchObject({
      model: "Alice",
      message: { role: "assistant", content: "Hello!" },
      done: true,
      done_reason: "length",
      prompt_eval_count: 4,
      eval_count: 1,
    });
    expect(answer.total_duration).toBeGreaterThan(0);
    expect(model.requests[0]).toMatchObject({
      temperature: 1.5,
      maxTokens: 3,
      topK: 5,
      repetitionPenalty: 1.1,
    });
  });

  it("is refused pictures: an agent does not see, and must not make an answer up", async () => {
    const { ollama, model } = await serveForTest([]);
    const asked = {
      model: "Alice",
      messages: [{ role: "user", content: "What is this?", images: ["aGk="] }],
    };
    await expect(ollama.chat(asked)).rejects.toMatchObject({ status_code: 400 });
    await expect(
      ollama.generate({ model: "Alice", prompt: "What?", images: ["aGk="] }),
    ).rejects.toMatchObject({
      status_code: 400,
    });
    expect(model.requests).toHaveLength(0);
  });

  it("streams a chat, and what the agent thinks when it is shown", async () => {
    const { ollama } = await serveForTest(["<think>Greet.</think>Hello there!"], { revealThinking: true });
    const said = { text: "", thinking: "", done: 0 };
    for await (const part of await ollama.chat({
      model: "Alice:latest",
      messages,
      stream: true,
      think: true,
    })) {
      said.text += part.message.content;
      said.thinking += part.message.thinking ?? "";
      if (part.done) said.done++;
    }
    expect(said).toEqual({ text: "Hello there!", thinking: "Greet.", done: 1 });
  });

  it("streams when the request does not say", async () => {
    const { server } = await serveForTest(["Hello!"]);
    const reply = await fetch(`${server.url}/api/chat`, {
      method: "POST",
      body: JSON.stringify({ model: "Alice", messages }),
    });
    expect(reply.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await reply.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { done: boolean });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(({ done }) => done)).toEqual(lines.map((_, index) => index === lines.length - 1));
  });

  it("generates from a prompt, whole and in pieces", async () => {
    const { ollama, model } = await serveForTest(["One.", "Two."]);
    const answer = await ollama.generate({ model: "Alice", prompt: "Hi", system: "Be brief." });
    expect(answer).toMatchObject({ response: "One.", done: true });
    expect(model.requests[0]?.messages.map(({ content }) => content)).toEqual([
      "You are Alice.",
      "Be brief.",
      "Hi",
    ]);
    let text = "";
    for await (const part of await ollama.generate({ model: "Alice", prompt: "Hi", stream: true }))
      text += part.response;
    expect(text).toBe("Two.");
  });

  it("loads a model by saying nothing to it", async () => {
    const { ollama, model } = await serveForTest([]);
    expect(await ollama.generate({ model: "Alice", prompt: "" })).toMatchObject({
      done: true,
      done_reason: "load",
    });
    expect(await ollama.chat({ model: "Alice", messages: [] })).toMatchObject({
      done: true,
      done_reason: "load",
    });
    expect(model.requests).toHaveLength(0);
  });

  it("lists, shows and names agents as models", async () => {
    const { ollama } = await serveForTest([]);
    const { models } = await ollama.list();
    expect(models).toMatchObject([{ name: "Alice:latest", details: { format: "sdialog" } }]);
    expect(models[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await ollama.ps()).models).toMatchObject([{ name: "Alice:latest" }]);
    expect(await ollama.show({ model: "Alice" })).toMatchObject({
      modelfile: expect.stringContaining("Alice") as string,
    });
    expect((await ollama.version()).version).toContain("sdialog");
  });

  it("gets errors in its own form", async () => {
    const { ollama, server } = await serveForTest([new Error("hunter2")]);
    await expect(ollama.show({ model: "Eve" })).rejects.toMatchObject({
      status_code: 404,
      error: 'model "Eve" not found',
    });
    await expect(ollama.chat({ model: "Alice", messages })).rejects.toMatchObject({
      status_code: 500,
      error: "The agent failed to answer.",
    });
    await expect(ollama.chat({ model: "Alice", messages, format: "json" })).rejects.toMatchObject({
      status_code: 400,
    });
    const invalid = await fetch(`${server.url}/api/show`, { method: "POST", body: "{" });
    expect([invalid.status, await invalid.json()]).toEqual([400, { error: "the body is not valid JSON" }]);
  });
});
