import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { ollama, type PullProgress } from "./ollama.ts";

/** An Ollama that has no model until one is pulled. */
async function emptyOllama(): Promise<{ url: string; paths: string[]; close(): void }> {
  const paths: string[] = [];
  let pulled = false;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    paths.push(path);
    pulled ||= path === "/api/pull";
    if (path === "/api/show") return void response.writeHead(pulled ? 200 : 404).end("{}");
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    const lines =
      path === "/api/pull"
        ? [
            { status: "pulling manifest" },
            { status: "pulling layer", digest: "sha256:1", total: 1000, completed: 400 },
            { status: "success" },
          ]
        : [{ model: "m", message: { role: "assistant", content: "hi" }, done: true, done_reason: "stop" }];
    response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, paths, close: () => void server.close() };
}

const request = { messages: [{ role: "user" as const, content: "Hi" }] };

/** What an Ollama says that has read so many tokens of a prompt. */
async function warningsFor(
  content: string,
  read: number,
  contextLength?: number,
): Promise<readonly string[]> {
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", () => {
      const message = { role: "assistant", content: "hi" };
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      const counts = { prompt_eval_count: read, eval_count: 2 };
      response.end(
        `${JSON.stringify({ model: "m", message, done: true, done_reason: "stop", ...counts })}\n`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const model = await ollama("m", { baseURL: `http://127.0.0.1:${port}`, contextLength });
    const { warnings } = await model.generate({ messages: [{ role: "user", content }] });
    return warnings.map(({ setting }) => setting);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const long = "A fact to know by heart. ".repeat(3000);

describe("a prompt for ollama", () => {
  it.each([
    ["fills the default", long, 4096, undefined],
    ["fills a larger default, the estimate being a little more", long, 16_384, undefined],
    ["fills what was asked for", long, 16_384, 16_384],
    ["fills what was asked for but for a token", long, 8191, 8192],
    ["fills a small context", long.slice(0, 5000), 512, 512],
    ["is read to less than a half", long, 5000, undefined],
    ["lost its oldest messages, whole ones", long, 11_900, 12_288],
    ["lost one long message", long, 14_000, 16_384],
    ["lost whole messages at a default", long, 8000, undefined],
  ])("that %s was cut", async (_, content, read, contextLength) => {
    expect(await warningsFor(content, read, contextLength)).toEqual(["contextLength"]);
  });

  it.each([
    ["fits", long, 18_002, 32_768],
    ["was in the cache", long, 1, undefined],
    ["is blanks mostly", `word${" ".repeat(60)}`.repeat(500), 1500, undefined],
    ["is nearly as long as the context", "word ".repeat(3200), 4000, 4096],
    ["just fills it", "word ".repeat(3200), 4096, 4096],
    ["is of digits", "1234567890".repeat(2000), 7000, undefined],
    ["is of characters with a token each", "知识".repeat(3000), 4200, undefined],
  ])("that %s was not", async (_, content, read, contextLength) => {
    expect(await warningsFor(content, read, contextLength)).toEqual([]);
  });
});

describe("ollama", () => {
  it("pulls a missing model once when told to, and tells how far it is", async () => {
    const { url, paths, close } = await emptyOllama();
    const progress: PullProgress[] = [];
    const model = await ollama("m", { baseURL: url, pull: (step) => void progress.push(step) });
    const answers = await Promise.all([model.generate(request), model.generate(request)]);
    expect(answers.map(({ text }) => text)).toEqual(["hi", "hi"]);
    expect(paths.filter((path) => path === "/api/pull")).toHaveLength(1);
    expect(progress).toContainEqual({ model: "m", status: "pulling layer", completed: 400, total: 1000 });
    close();
  });

  it("pulls nothing by itself", async () => {
    const { url, paths, close } = await emptyOllama();
    await (await ollama("m", { baseURL: url })).generate(request);
    expect(paths).toEqual(["/api/chat"]);
    close();
  });
});
