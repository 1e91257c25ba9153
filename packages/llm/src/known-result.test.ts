import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChatModel, ChatResult } from "./chat-model.ts";
import { collectStream } from "./define-chat-model.ts";
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
        { id: "1", name: "look", input: { a: [1] }, providerState: { backend: "mine", data: { s: "x" } } },
      ],
      finishReason: "tool_calls",
      usage: { ...usage, cachedInputTokens: 1, thinkingTokens: 1, cost: 0.5 },
      logprobs: [{ token: "a", logprob: -1, top: [{ token: "a", logprob: -1 }] }],
      warnings: [{ setting: "seed", message: "left out" }],
      model: "m-2024",
      backendData: { mine: { kept: 1 }, local: { prompt: [{ id: 1, text: "Hi" }] } },
    };
    const { recorded, cached } = await written(ownModel(result));
    expect(recorded).toEqual(result);
    expect({ ...cached, usage: result.usage }).toEqual(result);
  });
});
