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
