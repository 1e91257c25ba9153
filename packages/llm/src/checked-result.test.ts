import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChatModel, ChatResult } from "./chat-model.ts";
import { collectStream } from "./define-chat-model.ts";
import { ModelError } from "./errors/model-error.ts";
import { checkedResult } from "./checked-result.ts";
import { withCache } from "./middleware/with-cache.ts";
import { readRecording } from "./recording/read-recording.ts";
import { withRecording } from "./recording/with-recording.ts";
import { scriptedModel } from "./testing/index.ts";

const secret = "Zq7Xk2Pv9Lm4Rt8W";
const headers = { authorization: `Bearer ${secret}`, "x-shop": secret };
const request = { messages: [{ role: "user" as const, content: "Hi" }], seed: 1, temperature: 0 };
const usage = { inputTokens: 1, outputTokens: 1, calls: 1 };

/** Everything that recording and caching one answer writes, and what is read back of it. */
async function written(
  model: ChatModel,
): Promise<{ files: string; recorded: ChatResult; cached: ChatResult }> {
  const directory = await mkdtemp(join(tmpdir(), "sdialog-known-"));
  const file = join(directory, "calls.jsonl");
  const cache = withCache({ directory: join(directory, "cache") });
  await withRecording(file)(model).generate(request);
  await collectStream("x", withRecording(file)(model).stream(request));
  await cache(model).generate(request);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), "utf8"));
  expect(texts).toHaveLength(2);
  return {
    files: (await Promise.all(texts)).join(""),
    recorded: await (await readRecording(file)).model().generate(request),
    cached: await cache(model).generate(request),
  };
}

/** A model written by somebody else, whose answers hold more than the contract says. */
function ownModel(more: object, parts: object = {}): ChatModel {
  const inner = scriptedModel(() => "Hello.");
  const answer = async (...call: Parameters<ChatModel["generate"]>): Promise<ChatResult> => ({
    ...(await inner.generate(...call)),
    ...more,
  });
  const stream: ChatModel["stream"] = async function* (call) {
    yield { type: "finish", result: await answer(call) };
  };
  return { ...inner, id: "mine:m", generate: answer, stream, ...parts };
}

describe("what is written of a model's answer", () => {
  it.each<[string, object, object?]>([
    ["a request of an SDK", { request: { headers }, response: { headers } }],
    ["more in its usage", { usage: { ...usage, apiKey: secret } }],
    ["more in its warnings", { warnings: [{ setting: "seed", message: "left out", headers }] }],
    ["more in its tool calls", { toolCalls: [{ id: "1", name: "look", input: {}, headers }] }],
    ["more in its log-probabilities", { logprobs: [{ token: "a", logprob: -1, top: [], headers }] }],
    ["fields of another type", { thinking: { headers }, finishReason: secret, usage: secret }],
    ["backend data of nobody", { backendData: { apiKey: secret, headers, k: secret } }],
    ["backend data of its own", { backendData: { mine: { kept: 1, apiKey: secret, headers } } }],
    [
      "backend data under a harmless name",
      { backendData: { mine: { note: secret }, local: { note: secret } } },
    ],
    [
      "what it wants back with a call",
      {
        toolCalls: ["mine", "anthropic", "ai-sdk"].map((backend, index) => ({
          id: `${index}`,
          name: "look",
          input: {},
          providerState: { backend, data: { note: secret, google: { note: secret } } },
        })),
      },
    ],
    ["a notice", {}, { notice: `Signed in as ${secret}` }],
    ["the address that answered", { model: `http://u:${secret}@host` }],
    ["a fingerprint", {}, { fingerprint: { baseURL: `http://host/${secret}`, k: secret } }],
    ["more capabilities", {}, { capabilities: { ...scriptedModel([]).capabilities, apiKey: secret } }],
    ["a key in its name", {}, { id: `mine:http://u:${secret}@host` }],
  ])("holds no secret from %s, and is answered again", async (_where, more, parts) => {
    const { files, recorded, cached } = await written(ownModel(more, parts));
    expect(files).not.toContain(secret);
    expect(recorded.text).toBe("Hello.");
    expect(cached.text).toBe("Hello.");
  });

  it("holds every field of the contract as it was", async () => {
    const result = {
      text: "Hello.",
      thinking: "Well.",
      toolCalls: [
        { id: "1", name: "look", input: { a: [1] }, providerState: { backend: "google", data: "signed" } },
      ],
      finishReason: "tool_calls",
      usage: { ...usage, cachedInputTokens: 1, thinkingTokens: 1, cost: 0.5 },
      logprobs: [{ token: "a", logprob: -1, top: [{ token: "a", logprob: -1 }] }],
      warnings: [{ setting: "seed", message: "left out" }],
      model: "m-2024",
      backendData: { local: { prompt: [{ id: 1, text: "Hi" }] } },
    };
    const { recorded, cached } = await written(ownModel(result));
    expect(recorded).toEqual(result);
    expect({ ...cached, usage: result.usage }).toEqual(result);
  });

  it("tells of what it leaves out, once, to whoever asked and to whoever asks again", async () => {
    const more = { thinking: 7, request: { headers }, usage: { ...usage, tokens: 1 }, logprobs: "none" };
    const { files, recorded } = await written(ownModel(more));
    const places = ["thinking", "request", "usage.tokens", "logprobs"];
    const told = recorded.warnings.map(({ setting, message }) => `${setting}: ${message}`);
    expect(told).toHaveLength(places.length);
    for (const place of places)
      expect(told.join("\n")).toContain(`result: ${place}: not a field of a result`);
    expect(files).not.toContain(secret);
    const heard = await withRecording(join(tmpdir(), `sdialog-heard-${process.pid}.jsonl`))(
      ownModel(more),
    ).generate(request);
    expect(heard.warnings).toEqual(recorded.warnings);
  });

  it("makes a whole result of one whose fields are of other types", async () => {
    const { recorded } = await written(
      ownModel({ finishReason: "halted", usage: "much", toolCalls: {}, warnings: "none" }),
    );
    expect(recorded).toMatchObject({
      text: "Hello.",
      finishReason: "other",
      toolCalls: [],
      usage: { inputTokens: 0, outputTokens: 0, calls: 1 },
    });
    expect(recorded.warnings).toHaveLength(4);
  });

  it("keeps of a failure its kind, and none of its words", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "sdialog-known-")), "calls.jsonl");
    const fail = async (): Promise<never> => {
      throw new ModelError(`refused for ${secret}`, { kind: "rate_limit", model: "openai:m", status: 429 });
    };
    const model = { ...ownModel({}), id: "openai:m", generate: fail };
    await expect(withRecording(file)(model).generate(request)).rejects.toThrow(secret);
    expect(await readFile(file, "utf8")).not.toContain(secret);
    await expect((await readRecording(file)).model().generate(request)).rejects.toMatchObject({
      kind: "rate_limit",
      status: 429,
      message: "openai:m: the call failed as rate_limit (HTTP 429)",
    });
  });
});

describe("checkedResult", () => {
  it("cuts what cannot be a model's name, and says so", () => {
    const model = "m".repeat(100_000);
    const known = checkedResult({
      text: "x",
      toolCalls: [],
      finishReason: "stop",
      usage,
      warnings: [],
      model,
    });
    expect(known.model).toBe(`${"m".repeat(500)}…`);
    expect(known.warnings).toEqual([
      { setting: "result", message: expect.stringMatching(/^model: /) as string },
    ]);
  });
});
