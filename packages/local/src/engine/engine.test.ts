import { beforeAll, describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import { readModelFolder } from "../model-files/read-model-folder.ts";
import { Engine, type EngineResult } from "./engine.ts";
import type { EngineRequest } from "./engine-request.ts";

let description: ModelDescription;
beforeAll(async () => {
  description = await readModelFolder("local:pocket", bundledModel.folder);
});

const never = (): boolean => false;
const roles = ["barista", "customer", "doctor", "daughter", "dad", "movie fan"];
const openings = ["Hi!", "Hello, what do you want?", "Can you help me? I'd like something sweet, please."];

function request(index: number): EngineRequest {
  return {
    messages: [
      { role: "system", content: `Your name: Alice\nYour role: friendly ${roles[index % roles.length]}` },
      { role: "user", content: openings[index % openings.length]! },
    ],
    seed: index,
    temperature: index % 5 === 0 ? 0 : 0.9,
    maxTokens: 30,
    session: `s${index % 7}`,
  };
}

async function generate(engine: Engine, asked: EngineRequest): Promise<EngineResult> {
  return (await engine.generate(asked, undefined, never))!;
}

describe("Engine", () => {
  it("gives the same replies alone and in any company, with and without kept caches", async () => {
    const alone = await Engine.load(description, {
      threads: 1,
      reproducible: true,
      batch: 1,
      cachedTokens: 0,
    });
    const together = await Engine.load(description, {
      threads: 1,
      reproducible: true,
      batch: 8,
      cachedTokens: 4096,
    });
    const requests = Array.from({ length: 60 }, (_, index) => request(index));
    const expected: string[] = [];
    for (const each of requests) expected.push((await generate(alone, each)).text);
    const results = await Promise.all(requests.map((each) => generate(together, each)));
    expect(results.map(({ text }) => text)).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(20);
  });

  it("feeds only what is new in a growing conversation", async () => {
    const engine = await Engine.load(description, {
      threads: 1,
      reproducible: true,
      batch: 8,
      cachedTokens: 4096,
    });
    const first = { ...request(1), session: "talk" };
    const reply = await generate(engine, first);
    const messages = [
      ...first.messages,
      { role: "assistant", content: reply.text } as const,
      { role: "user", content: "Thanks!" } as const,
    ];
    const { usage } = await generate(engine, { ...first, messages });
    expect(reply.usage.cachedInputTokens).toBe(0);
    expect(usage.cachedInputTokens).toBeGreaterThanOrEqual(reply.usage.inputTokens);
    expect(usage.inputTokens - usage.cachedInputTokens!).toBeLessThan(20);
  });

  it("survives a conversation longer than its context and says what was left out", async () => {
    const engine = await Engine.load(description, {
      threads: 1,
      reproducible: true,
      batch: 1,
      cachedTokens: 4096,
    });
    const chatter = Array.from({ length: 120 }, (_, index) => ({
      role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
      content: `This is message number ${index} of a very long talk.`,
    }));
    const result = await generate(engine, {
      messages: [...chatter, { role: "user", content: "Bye." }],
      seed: 1,
    });
    expect(result.usage.inputTokens).toBeLessThanOrEqual(1024);
    expect(result.warnings[0]?.message).toMatch(/oldest messages were left out/);
    const long = await generate(engine, { messages: [{ role: "user", content: "word ".repeat(3000) }] });
    expect(long.usage.inputTokens + long.usage.outputTokens).toBeLessThanOrEqual(1024);
  });

  it("stops when it is cancelled", async () => {
    const engine = await Engine.load(description, {
      threads: 1,
      reproducible: true,
      batch: 4,
      cachedTokens: 0,
    });
    let asked = 0;
    const cancelled = engine.generate(request(2), undefined, () => ++asked > 4);
    const other = generate(engine, request(3));
    expect(await cancelled).toBeUndefined();
    expect((await other).finishReason).toBeDefined();
  });

  it("reads a long prompt in pieces, between which others are answered and it can be cancelled", async () => {
    const options = { threads: 1, reproducible: true, batch: 4, cachedTokens: 0 };
    const engine = await Engine.load(description, options);
    const long = { ...request(4), messages: [{ role: "user", content: "word ".repeat(700) } as const] };
    const order: string[] = [];
    const told = (name: string) => () => void order.push(name);
    const asked = { ...request(3), maxTokens: 3 };
    const alone = await generate(engine, asked);
    const first = engine.generate(asked, undefined, () => (told("asked")(), false));
    const read = engine.generate(long, undefined, () => (told("long")(), false));
    const cancelled = engine.generate(long, undefined, () => order.includes("long"));
    expect((await first)!.text).toBe(alone.text);
    expect((await read)!.usage.inputTokens).toBeGreaterThan(512);
    expect(await cancelled).toBeUndefined();
    // A token of the short reply came after the first piece of the long prompt was read.
    expect(order.lastIndexOf("asked")).toBeGreaterThan(order.indexOf("long"));
  });
});
