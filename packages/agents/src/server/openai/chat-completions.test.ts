import { ModelError } from "@sdialog/llm";
import type OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { tool } from "../../tools/tool.ts";
import { closeTestServers, serveForTest } from "../serve-for-test.ts";

afterEach(closeTestServers);

const hi = [{ role: "user", content: "Hi" }] as const;

describe("chat completions, spoken to by the openai client", () => {
  it("answer with the thread of the request, and with usage", async () => {
    const { openai, model } = await serveForTest(["Nice to see you again."]);
    const completion = await openai.chat.completions.create({
      model: "Alice",
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "Hello!" },
        { role: "user", content: [{ type: "text", text: "It is me" }] },
      ],
    });
    expect(completion).toMatchObject({
      object: "chat.completion",
      model: "Alice",
      choices: [{ message: { role: "assistant", content: "Nice to see you again." }, finish_reason: "stop" }],
    });
    expect(model.requests[0]?.messages).toEqual([
      { role: "system", content: "You are Alice." },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello!" },
      { role: "user", content: "It is me" },
    ]);
    expect(completion.usage).toMatchObject({ prompt_tokens: 8, completion_tokens: 5, total_tokens: 13 });
  });

  it("stream what is said as it is said, and usage when asked for", async () => {
    const { openai } = await serveForTest(["Hello there."]);
    const stream = await openai.chat.completions.create({
      model: "Alice:latest",
      messages: [...hi],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let finish: string | null = null;
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      finish = chunk.choices[0]?.finish_reason ?? finish;
      usage = chunk.usage;
    }
    expect([text, finish, usage?.completion_tokens]).toEqual(["Hello there.", "stop", 2]);
  });

  it("pass sampling settings on, and say when an answer was cut off", async () => {
    const { openai, model } = await serveForTest(
      [{ text: "Once upon", finishReason: "length" }],
      {},
      { temperature: 0.2, topP: 0.5 },
    );
    const completion = await openai.chat.completions.create({
      model: "Alice",
      messages: [...hi],
      temperature: 1,
      max_completion_tokens: 2,
      stop: "END",
      presence_penalty: 0.5,
    });
    expect(completion.choices[0]?.finish_reason).toBe("length");
    expect(model.requests[0]).toMatchObject({
      temperature: 1,
      topP: 0.5,
      maxTokens: 2,
      stop: ["END"],
      presencePenalty: 0.5,
    });
  });

  it("give the same answer for the same seed and thread", async () => {
    const { openai } = await serveForTest(({ seed }) => String(seed));
    const ask = async (seed?: number) =>
      (
        await openai.chat.completions.create({
          model: "Alice",
          messages: [...hi],
          ...(seed === undefined ? {} : { seed }),
        })
      ).choices[0]?.message.content;
    expect(await ask(7)).toBe(await ask(7));
    expect(await ask()).not.toBe(await ask());
  });

  it("hear system and developer messages where they stand", async () => {
    const { openai, model } = await serveForTest(["ok"]);
    await openai.chat.completions.create({
      model: "Alice",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hi" },
        { role: "assistant", content: "Hello!" },
        { role: "developer", content: "Be kind." },
        { role: "user", content: "Well?" },
      ],
    });
    expect(model.requests[0]?.messages.map(({ content }) => content)).toEqual([
      "You are Alice.",
      "Be brief.",
      "Hi",
      "Hello!",
      "Be kind.",
      "Well?",
    ]);
  });

  it("let an agent speak first when nobody has said anything", async () => {
    const { openai } = await serveForTest([], {}, { firstUtterance: "Welcome!" });
    const completion = await openai.chat.completions.create({ model: "Alice", messages: [] });
    expect(completion.choices[0]?.message.content).toBe("Welcome!");
  });

  it("never end the conversation, nor let the stop word out", async () => {
    const { openai, model } = await serveForTest(
      ["Bye! STOP", "Still here."],
      {},
      { systemPrompt: undefined, persona: "a barista" },
    );
    const completion = await openai.chat.completions.create({ model: "Alice", messages: [...hi] });
    expect(completion.choices[0]?.message.content).toBe("Bye!");
    expect(model.requests[0]?.messages[0]?.content).not.toContain("STOP");
    const again = await openai.chat.completions.create({ model: "Alice", messages: [...hi] });
    expect(again.choices[0]?.message.content).toBe("Still here.");
  });

  it("run the agent's tools, in streams too, and keep thoughts and events to themselves unless told otherwise", async () => {
    const clock = tool({
      name: "clock",
      description: "Tells the time.",
      input: z.object({}),
      run: () => "noon",
    });
    const steps = [
      { text: "Let me look.", thinking: "A watch?", toolCalls: [{ id: "1", name: "clock", input: {} }] },
      "It is noon.",
    ];
    const hidden = await serveForTest(steps, {}, { tools: [clock] });
    const stream = hidden.openai.chat.completions.stream({ model: "Alice", messages: [...hi] });
    expect(await stream.finalContent()).toBe("Let me look.\n\nIt is noon.");
    const shown = await serveForTest(steps, { revealThinking: true, revealEvents: true }, { tools: [clock] });
    const completion = await shown.openai.chat.completions.create({ model: "Alice", messages: [...hi] });
    expect(completion).toMatchObject({
      choices: [{ message: { content: "Let me look.\n\nIt is noon.", reasoning_content: "A watch?" } }],
      sdialog: {
        events: [
          { action: "think" },
          { action: "tool", actionLabel: "call" },
          { action: "tool", actionLabel: "output" },
        ],
      },
    });
  });

  it("show the tools an agent uses among its thoughts, streamed or whole, and its thoughts only when told", async () => {
    const clock = tool({
      name: "clock",
      description: "Tells the time.",
      input: z.object({ zone: z.string() }),
      run: () => "noon",
    });
    const step = {
      text: "",
      thinking: "A watch?",
      toolCalls: [{ id: "1", name: "clock", input: { zone: "UTC" } }],
    };
    const used = 'clock({"zone":"UTC"})\nclock → noon';
    for (const [revealThinking, expected] of [
      [false, used],
      [true, `A watch?\n${used}`],
    ] as const) {
      const steps = [step, "It is noon.", step, "It is noon."];
      const options = { revealTools: true, revealThinking };
      const { openai, ollama } = await serveForTest(steps, options, { tools: [clock] });
      const completion = await openai.chat.completions.create({ model: "Alice", messages: [...hi] });
      expect(completion.choices[0]?.message).toMatchObject({
        content: "It is noon.",
        reasoning_content: expected,
      });
      let thinking = "";
      let text = "";
      for await (const part of await ollama.chat({ model: "Alice", messages: [...hi], stream: true })) {
        thinking += part.message.thinking ?? "";
        text += part.message.content;
      }
      expect(thinking.replaceAll(/\s/g, "")).toBe(expected.replaceAll(/\s/g, ""));
      expect(text).toBe("It is noon.");
    }
  });

  it("find an agent whose name has blanks, however a client writes them", async () => {
    const { openai } = await serveForTest(() => "Hi.", {}, { name: "Order  Desk" });
    for (const model of ["Order-Desk", "Order Desk", "Order  Desk:latest"]) {
      const completion = await openai.chat.completions.create({ model, messages: [...hi] });
      expect(completion.choices[0]?.message.content, model).toBe("Hi.");
    }
  });

  it("send what post-processing made of the words, also when streaming", async () => {
    const { openai } = await serveForTest(
      ["hello", "hello"],
      {},
      { postprocess: (text) => text.toUpperCase() },
    );
    const stream = openai.chat.completions.stream({ model: "Alice", messages: [...hi] });
    expect(await stream.finalContent()).toBe("HELLO");
  });

  it("answer an unknown model with 404 and what agents cannot do with 400", async () => {
    const { openai } = await serveForTest([]);
    const ask = (more: object) =>
      openai.chat.completions.create({ model: "Alice", messages: [...hi], ...more });
    await expect(ask({ model: "Eve" })).rejects.toMatchObject({ status: 404, code: "model_not_found" });
    await expect(ask({ n: 2 })).rejects.toThrow("n: an agent gives one answer");
    await expect(ask({ functions: [{ name: "x" }] })).rejects.toMatchObject({ status: 400 });
    await expect(ask({ response_format: { type: "json_object" } })).rejects.toMatchObject({ status: 400 });
    await expect(ask({ messages: [{ role: "tool", tool_call_id: "1", content: "x" }] })).rejects.toThrow(
      'role "tool"',
    );
    await expect(ask({ temperature: 9 })).rejects.toThrow("400 temperature: ");
    const image = { type: "image_url", image_url: { url: "data:" } };
    await expect(ask({ messages: [{ role: "user", content: [image] }] })).rejects.toThrow(
      '"image_url" is not supported',
    );
  });

  it("tell the client only what kind of error it was, and the operator all of it", async () => {
    const secret = new Error("database password is hunter2");
    const limit = new ModelError("slow down, org-123", {
      kind: "rate_limit",
      model: "openai:x",
      retryAfterMs: 1500,
    });
    const { openai, errors } = await serveForTest([secret, limit, secret]);
    const ask = (stream: boolean) =>
      openai.chat.completions
        .create({ model: "Alice", messages: [...hi], stream })
        .catch((error: unknown) => error);
    const failures = [await ask(false), await ask(false), await ask(true)] as InstanceType<
      typeof OpenAI.APIError
    >[];
    expect(failures.map(({ status }) => status)).toEqual([500, 429, 500]);
    expect(failures[1]?.headers?.get("retry-after")).toBe("2");
    expect(JSON.stringify(failures.map(({ error, message }) => [error, message]))).not.toMatch(
      /hunter2|org-123/,
    );
    expect(errors).toEqual([secret, limit, secret]);
  });

  it("do not ask the agent for titles and tags of a chat front end", async () => {
    const { openai, model } = await serveForTest([]);
    const completion = await openai.chat.completions.create({
      model: "Alice",
      messages: [{ role: "user", content: "### Task:\nGenerate a title" }],
    });
    expect(completion.choices[0]?.message.content).toBe("");
    expect(model.requests).toHaveLength(0);
  });
});

describe("models, listed by the openai client", () => {
  it("are the agents", async () => {
    const { openai } = await serveForTest([]);
    const names: string[] = [];
    for await (const { id, owned_by } of openai.models.list()) names.push(`${owned_by}/${id}`);
    expect(names).toEqual(["sdialog/Alice"]);
    expect(await openai.models.retrieve("Alice")).toMatchObject({ id: "Alice", object: "model" });
    await expect(openai.models.retrieve("Eve")).rejects.toMatchObject({ status: 404 });
  });
});
