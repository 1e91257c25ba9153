import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { backend } from "../backend.ts";
import { bundledModel } from "../bundled-model.ts";
import { hubModel } from "./hub-model.ts";
import { slimModel } from "../platform/slim-model.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const files = new Map<string, Buffer>();
let server: Server;
let baseURL: string;
let requests: string[] = [];
/** What the hub says of itself in place of the truth. */
let lies: { readonly sha?: unknown; readonly entry?: object } = {};
/** What the server does wrong. */
let fault: "none" | "cut" | "down" | "gated" = "none";

/** A server that speaks the hub's protocol: revisions, trees, files by range. */
beforeAll(async () => {
  for (const name of ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"])
    files.set(name, readFileSync(join(bundledModel.folder, name)));
  const weights = join(bundledModel.folder, "onnx/model_fp16.onnx");
  files.set("onnx/model_fp16.onnx", readFileSync(weights));
  // A graph whose weights are in a file of its own, as larger exports have it.
  const slim = (await slimModel(weights)).bytes;
  const renamed = Buffer.from(slim)
    .toString("latin1")
    .replaceAll("\x0fmodel_fp16.onnx", "\x0fmodel.onnx_data");
  files.set("onnx/model.onnx", Buffer.from(renamed, "latin1"));
  files.set("onnx/model.onnx_data", readFileSync(weights));
  files.set("README.md", Buffer.from("not needed"));
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const fail = (status: number): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end("{}");
    if (fault === "down") return void request.socket.destroy();
    if (fault === "gated" && request.headers.authorization !== "Bearer hf_test") return fail(401);
    const path = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname);
    const json = (value: unknown): void =>
      void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (path === "/api/models/tiny/chat/revision/main")
      return json({
        _id: "1",
        id: "tiny/chat",
        sha: "sha" in lies ? lies.sha : commit,
        lastModified: "2026-01-01T00:00:00Z",
        private: false,
        gated: false,
        downloads: 0,
        likes: 0,
      });
    if (path === `/api/models/tiny/chat/tree/${commit}`)
      return json(
        [...files].map(([name, content]) => ({
          type: "file",
          path: name,
          size: content.length,
          oid: hash(content),
          ...(name === "config.json" ? lies.entry : {}),
        })),
      );
    const content = files.get(path.replace(`/tiny/chat/resolve/${commit}/`, ""));
    if (content === undefined) return fail(404);
    const [, from = "0", to = ""] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const end = Math.min(to === "" ? content.length : Number(to) + 1, content.length);
    const part = content.subarray(Number(from), end);
    response.writeHead(request.headers.range === undefined ? 200 : 206, {
      etag: `"${hash(content)}"`,
      "content-length": part.length,
      "content-range": `bytes ${from}-${end - 1}/${content.length}`,
    });
    if (fault === "cut" && part.length > 1000)
      response.write(part.subarray(0, 500), () => request.socket.destroy());
    else response.end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests = [];
  fault = "none";
  lies = {};
});

const hash = (content: Buffer): string => createHash("sha1").update(content).digest("hex");
const cache = (): Promise<string> => mkdtemp(join(tmpdir(), "hub-"));
const chat = { messages: [{ role: "user", content: "Hi!" }], seed: 1 } as const;

describe("models of the hub", () => {
  it("are downloaded once, whole, with progress, and then used without asking for files again", async () => {
    const cacheDir = await cache();
    const seen = new Map<string, number>();
    const onProgress = ({ file, loaded, total }: { file: string; loaded: number; total: number }): void =>
      void seen.set(file, loaded / total);
    const model = await backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16", onProgress });
    const bundled = await backend.chat("", {});
    expect((await model.generate(chat)).text).toBe((await bundled.generate(chat)).text);
    expect(model.id).toBe("local:tiny/chat");
    expect(Object.fromEntries(seen)).toMatchObject({ "onnx/model_fp16.onnx": 1, "tokenizer.json": 1 });
    expect([...seen.keys()]).not.toContain("README.md");

    requests = [];
    await backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16" });
    expect(requests.filter((line) => !line.includes("/revision/"))).toEqual([]);
    fault = "down";
    await backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16" });
  });

  it("may keep their weights in a file of its own, which the cache renames", async () => {
    const model = await backend.chat("tiny/chat", { baseURL, cacheDir: await cache(), dtype: "fp32" });
    expect((await model.generate(chat)).text).not.toBe("");
  });

  it("are chosen by what they have", async () => {
    const cacheDir = await cache();
    await expect(backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "q4" })).rejects.toMatchObject({
      code: "model_not_found",
      hint: expect.stringContaining("onnx/model_fp16.onnx"),
    });
    await backend.chat("tiny/chat", { baseURL, cacheDir });
    expect(requests.some((line) => line.includes("model_fp16.onnx"))).toBe(true);
  });

  it("need their owner's leave", async () => {
    fault = "gated";
    const cacheDir = await cache();
    const refused = backend.chat("tiny/chat", { baseURL, cacheDir });
    await expect(refused).rejects.toMatchObject({ code: "model_authentication" });
    await expect(refused).rejects.not.toThrow(/hf_/);
    await backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16", apiKey: "hf_test" });
  });

  it("that are not there, or cannot be reached, are named", async () => {
    const cacheDir = await cache();
    await expect(backend.chat("tiny/none", { baseURL, cacheDir })).rejects.toMatchObject({
      code: "model_not_found",
    });
    fault = "down";
    await expect(backend.chat("tiny/chat", { baseURL, cacheDir })).rejects.toMatchObject({
      code: "model_connection",
    });
    await expect(backend.chat("a/b/c", { baseURL, cacheDir })).rejects.toThrow(
      /not the bundled model, a folder or a model of the hub/,
    );
  });

  it("that were cut short leave nothing behind that looks whole", async () => {
    const cacheDir = await cache();
    fault = "cut";
    await expect(backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16" })).rejects.toMatchObject({
      code: expect.stringMatching(/^model_(connection|interrupted)$/),
    });
    const left = await readdir(cacheDir, { recursive: true });
    expect(left.filter((name) => name.endsWith(".onnx") || name.endsWith(".incomplete"))).toEqual([]);
    fault = "none";
    const model = await backend.chat("tiny/chat", { baseURL, cacheDir, dtype: "fp16" });
    expect((await model.generate(chat)).text).not.toBe("");
    const snapshot = join(cacheDir, "models--tiny--chat/snapshots", commit, "config.json");
    expect(await readFile(snapshot)).toEqual(files.get("config.json"));
  });

  it.each<[string, typeof lies]>([
    ["a hash of a way out", { entry: { oid: "../../../out" } }],
    [
      "a large file's hash of a way out",
      { entry: { lfs: { oid: "../../../out", size: 1, pointerSize: 1 } } },
    ],
    ["a hash that is a path", { entry: { xetHash: "/tmp/out" } }],
    ["no hash", { entry: { oid: null } }],
    ["a path of a way out", { entry: { path: "onnx/model_fp16.onnx_data/../../../../../out" } }],
    ["a path with a backslash", { entry: { path: "onnx/model_fp16.onnx_data\\..\\out" } }],
    ["a commit of a way out", { sha: "../../../out" }],
    ["no commit", { sha: null }],
    ["escape characters", { sha: "\u001B[2J" }],
  ])("write nothing outside of the cache, nor in it: %s", async (_, lie) => {
    const above = await cache();
    lies = lie;
    const refused = backend.chat("tiny/chat", { baseURL, cacheDir: join(above, "a/b/cache"), dtype: "fp16" });
    // oxlint-disable-next-line no-control-regex -- what must not be in it
    const shown = expect.not.stringMatching(/[\u0000-\u001F]/) as string;
    await expect(refused).rejects.toMatchObject({ code: "model_malformed_response", message: shown });
    expect((await readdir(above, { recursive: true })).filter((name) => !name.startsWith("a"))).toEqual([]);
    expect((await readdir(above, { recursive: true })).join("\n")).not.toMatch(/out|config|blobs/);
    expect(requests.filter((line) => line.includes("/resolve/"))).toEqual([]);
  });

  it("are of revisions that have plain names", async () => {
    const cacheDir = await cache();
    const refused = hubModel("local:tiny/chat", "tiny/chat", {
      hubUrl: baseURL,
      cacheDir,
      revision: "../../main",
    });
    await expect(refused).rejects.toMatchObject({ code: "model_invalid_request" });
    expect(requests).toEqual([]);
  });
});
