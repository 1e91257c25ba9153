import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChatRequest } from "../chat-model.ts";
import { collectStream } from "../define-chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { scriptedModel } from "../testing/index.ts";
import { modelPool } from "../pool/model-pool.ts";
import { withCache } from "./with-cache.ts";

const request: ChatRequest = { messages: [{ role: "user", content: "Grüß dich 👋" }], seed: 1 };
let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), "sdialog-cache-"))));

async function entries(): Promise<string[]> {
  const names = await readdir(directory, { recursive: true });
  return names.filter((name) => name.endsWith(".json"));
}

describe("withCache", () => {
  it("answers a call again without the model, at no cost, streamed or not", async () => {
    const model = scriptedModel([
      { text: "Hallo", thinking: "greet", usage: { inputTokens: 3, outputTokens: 2, calls: 1 } },
    ]);
    const cached = withCache({ directory })(model);
    expect((await cached.generate(request)).usage.calls).toBe(1);
    expect(await cached.generate(request)).toMatchObject({
      text: "Hallo",
      thinking: "greet",
      usage: { calls: 0, cost: 0 },
    });
    expect(await collectStream("x", withCache({ directory })(model).stream(request))).toMatchObject({
      text: "Hallo",
    });
  });

  it.each<Partial<ChatRequest>>([
    { messages: [{ role: "user", content: "other" }] },
    { seed: 2 },
    { temperature: 0.1 },
    { stop: ["x"] },
    { maxTokens: 5 },
    { thinking: true },
    { logprobs: { top: 2 } },
    { tools: [{ name: "t", description: "", inputSchema: {} }] },
    { toolChoice: "none" },
    { output: { name: "o", schema: {} } },
    { backendOptions: { local: { steer: 1 } } },
  ])("asks anew when %j differs", async (change) => {
    const cached = withCache({ directory })(scriptedModel(["first", "second"]));
    await cached.generate(request);
    expect((await cached.generate({ ...request, ...change })).text).toBe("second");
  });

  it("asks anew whenever a function is among what the backend is given", async () => {
    const cached = withCache({ directory, unseeded: true })(scriptedModel(["first", "second"]));
    const steered = { ...request, backendOptions: { local: { steer: [{ change: () => [] }] } } };
    await cached.generate(steered);
    expect((await cached.generate(steered)).text).toBe("second");
  });

  it("asks anew for another model, or the same name reached elsewhere", async () => {
    const at = (baseURL: string, text: string) => ({ ...scriptedModel([text]), fingerprint: { baseURL } });
    expect((await withCache({ directory })(at("http://a", "A")).generate(request)).text).toBe("A");
    expect((await withCache({ directory })(at("http://b", "B")).generate(request)).text).toBe("B");
    const named = withCache({ directory })(scriptedModel(["C"], { id: "scripted:c" }));
    expect((await named.generate(request)).text).toBe("C");
  });

  it("keeps the members of a pool apart", async () => {
    const pool = modelPool(
      ["a", "b"].map((name) => ({ model: scriptedModel(() => name, { id: `x:${name}` }) })),
    );
    const cached = withCache({ directory })(pool);
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const dialogueSeed of [...seeds, ...seeds])
      expect((await cached.generate({ ...request, dialogueSeed })).text).toBe(
        (await pool.generate({ ...request, dialogueSeed })).text,
      );
  });

  it("does not ask anew for another session or signal", async () => {
    const cached = withCache({ directory })(scriptedModel(["once"]));
    await cached.generate({ ...request, session: "a" });
    expect(
      (await cached.generate({ ...request, session: "b", signal: new AbortController().signal })).text,
    ).toBe("once");
  });

  it("leaves calls alone that nobody expects to be repeatable, unless told", async () => {
    const { seed: _seed, ...unseeded } = request;
    const cached = withCache({ directory })(scriptedModel(["a", "b"]));
    expect([(await cached.generate(unseeded)).text, (await cached.generate(unseeded)).text]).toEqual([
      "a",
      "b",
    ]);
    const all = withCache({ directory, unseeded: true })(scriptedModel(["a"]));
    expect([(await all.generate(unseeded)).text, (await all.generate(unseeded)).text]).toEqual(["a", "a"]);
  });

  it("keeps no failure and no half stream", async () => {
    const failure = new ModelError("no", { kind: "server", model: "scripted:test" });
    const cached = withCache({ directory })(scriptedModel([failure, "a b", "a b"]));
    await expect(cached.generate(request)).rejects.toThrow();
    for await (const chunk of cached.stream(request)) if (chunk.type === "text") break;
    expect(await entries()).toEqual([]);
    await cached.generate(request);
    expect(await entries()).toHaveLength(1);
  });

  it("replaces an entry that was damaged, and says so", async () => {
    await withCache({ directory })(scriptedModel(["one"])).generate(request);
    const [name] = await entries();
    await writeFile(join(directory, name ?? ""), '{"format":1,');
    const result = await withCache({ directory })(scriptedModel(["two"])).generate(request);
    expect(result).toMatchObject({ text: "two", warnings: [{ setting: "cache" }] });
    expect(JSON.parse(await readFile(join(directory, name ?? ""), "utf8"))).toMatchObject({
      result: { text: "two" },
    });
  });

  it("hands on what it cannot keep, and says so", async () => {
    const capture = { request: 0, site: "block.0", width: 2, positions: [0], data: new Float32Array(2) };
    const activations = { backendData: { local: { prompt: [], reply: [], captures: [capture] } } };
    const result = await withCache({ directory })(scriptedModel([activations])).generate(request);
    expect(result.warnings).toMatchObject([{ setting: "cache" }]);
    expect(result.backendData).toEqual(activations.backendData);
    expect(await entries()).toEqual([]);
  });
});
