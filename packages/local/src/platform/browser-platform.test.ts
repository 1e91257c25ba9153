import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { DownloadProgress } from "../download-progress.ts";
import { downloads, fileBytes, fileIn, slimModel, wasmRuntimeFiles } from "./browser-platform.ts";

const model = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
const server = createServer((request, response) => {
  switch (request.url) {
    case "/model/onnx/model.onnx":
      response.writeHead(200, { "content-length": model.length }).end(model);
      return;
    case "/unsized":
      response.write(model.subarray(0, 7));
      response.end(model.subarray(7, 10));
      return;
    case "/wasm/ort-wasm-simd-threaded.wasm":
      response.end("program");
      return;
    case "/page":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>");
      return;
    case "/broken":
      response.writeHead(503, "Busy").end();
      return;
    default:
      response.writeHead(404).end();
  }
});
let origin: string;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  ["https://a.example/model", "https://a.example/model/config.json"],
  ["https://a.example/model/", "https://a.example/model/config.json"],
  ["https://a.example", "https://a.example/config.json"],
])("a file in %s is at %s", (folder, address) => {
  expect(fileIn(folder, "config.json")).toBe(address);
});

describe("files of a page", () => {
  it("are fetched whole, and it is told how far that is", async () => {
    const told: DownloadProgress[] = [];
    vi.spyOn(downloads, "onProgress").mockImplementation((progress) => void told.push(progress));
    expect(await fileBytes(`${origin}/model/onnx/model.onnx`)).toEqual(model);
    expect(told.at(-1)).toEqual({ file: "model.onnx", loaded: model.length, total: model.length });
    expect(told.every(({ loaded }, at) => loaded > (told[at - 1]?.loaded ?? 0))).toBe(true);
    expect(new Set(told.map(({ total }) => total)).size).toBe(1);
    // Where nobody says how long it is, it is as long as what has come.
    told.length = 0;
    expect(await fileBytes(`${origin}/unsized`)).toEqual(model.slice(0, 10));
    expect(told.every(({ loaded, total }) => loaded === total)).toBe(true);
  });

  it("may be missing", async () => {
    expect(await fileBytes(`${origin}/nothing`)).toBeUndefined();
  });

  it.each([
    ["/page", "the server answered with a page of HTML"],
    ["/broken", "503 Busy"],
  ])("at %s cannot be fetched, and say why", async (path, reason) => {
    await expect(fileBytes(origin + path)).rejects.toMatchObject({
      code: "data_format",
      source: origin + path,
      message: expect.stringContaining(`cannot be fetched: ${reason}`) as string,
    });
  });

  it("cannot be fetched from where nobody answers", async () => {
    await expect(fileBytes("http://127.0.0.1:9/model")).rejects.toThrow("cannot be fetched: ");
  });
});

describe("what a page computes with", () => {
  it("is the whole model, and the folder that it lies in", async () => {
    expect(await slimModel(`${origin}/model/onnx/model.onnx`)).toEqual({
      bytes: model,
      folder: `${origin}/model/onnx/`,
    });
    await expect(slimModel(`${origin}/nothing.onnx`)).rejects.toThrow("there is no such file");
  });

  it("is the runtime from where it is said to be", async () => {
    for (const folder of [`${origin}/wasm`, `${origin}/wasm/`])
      expect(await wasmRuntimeFiles(folder)).toEqual({
        script: `${origin}/wasm/ort.wasm.bundle.min.mjs`,
        program: new TextEncoder().encode("program"),
      });
    await expect(wasmRuntimeFiles(`${origin}/elsewhere`)).rejects.toThrow("there is no such file");
    await expect(wasmRuntimeFiles(undefined)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});
