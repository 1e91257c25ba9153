import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmbeddingModel } from "../embedding-model.ts";
import { googleEmbeddings } from "./google/index.ts";
import { huggingfaceEmbeddings } from "./huggingface/index.ts";
import { ollamaEmbeddings } from "./ollama/index.ts";
import { openaiEmbeddings } from "./openai/index.ts";

/** A text's vector on the server: its length and its first letter. */
const vector = (text: string): number[] => [text.length, text.codePointAt(0) ?? 0];
let status = 200;

/** Speaks the embedding calls of all four providers. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    response.writeHead(status, { "content-type": "application/json", "retry-after": "3" });
    const asked = JSON.parse(body) as {
      input?: string[];
      inputs?: string[];
      requests?: { content: { parts: { text: string }[] } }[];
    };
    response.end(
      JSON.stringify(status === 200 ? answer(request.url ?? "", asked) : { error: { message: "no" } }),
    );
  });
});

function answer(
  path: string,
  { input = [], inputs, requests }: Parameters<typeof JSON.stringify>[0],
): unknown {
  if (inputs !== undefined) return inputs.map(vector);
  if (requests !== undefined)
    return {
      embeddings: requests.map((one: never) => ({ values: vector(one["content"]["parts"][0]["text"]) })),
    };
  if (path.startsWith("/api/embed")) return { embeddings: input.map(vector), prompt_eval_count: 7 };
  // Out of order, as the protocol allows.
  const data = input.map((text: string, index: number) => ({
    object: "embedding",
    index,
    embedding: vector(text),
  }));
  return { object: "list", data: data.toReversed(), usage: { prompt_tokens: 7, total_tokens: 7 } };
}

let baseURL = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const models: readonly (readonly [string, () => Promise<EmbeddingModel>])[] = [
  ["openai", () => openaiEmbeddings("test", { baseURL, apiKey: "none" })],
  ["ollama", () => ollamaEmbeddings("test", { baseURL })],
  ["huggingface", () => huggingfaceEmbeddings("test/model", { baseURL })],
  ["google", () => googleEmbeddings("test", { baseURL })],
];

describe.each(models)("embeddings of %s", (name, connect) => {
  it("one vector per text, in order, over as many calls as it takes", async () => {
    const model = await connect();
    const texts = Array.from({ length: 600 }, (_item, index) => "x".repeat(index + 1));
    const { vectors, usage } = await model.embed(texts);
    expect(vectors.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
    expect(vectors[0]).toBeInstanceOf(Float32Array);
    expect(usage.calls).toBeGreaterThan(1);
    expect(model.id).toMatch(new RegExp(`^${name}:test`));
  });

  it("no text, no call", async () => {
    expect(await (await connect()).embed([])).toMatchObject({ vectors: [], usage: { calls: 0 } });
  });

  it("failures are model errors, and a cancelled call ends with its reason", async () => {
    const model = await connect();
    status = 429;
    await expect(model.embed(["a"])).rejects.toMatchObject({ kind: "rate_limit", retryAfterMs: 3000 });
    status = 200;
    const signal = AbortSignal.abort(new Error("not now"));
    await expect(model.embed(["a"], { signal })).rejects.toThrow("not now");
  });
});
