import { request } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Playground, startPlayground } from "./start-playground.ts";

let folder: string;
let playground: Playground;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-guard-"));
  playground = await startPlayground({ port: 0, folder });
});
afterAll(async () => {
  await playground.close();
  await rm(folder, { recursive: true, force: true });
});

/** The status of an answer; `fetch` would not let the Host header be forged. */
function status(path: string, headers: Record<string, string>, body?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${playground.url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers,
    });
    sent.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("requestGuard", () => {
  it("lets in the page, whichever name of this machine it uses", async () => {
    const port = new URL(playground.url).port;
    expect(await status("/", {})).toBe(200);
    expect(await status("/api/catalog", { host: `localhost:${port}` })).toBe(200);
    expect(await status("/api/catalog", { origin: playground.url, "sec-fetch-site": "same-origin" })).toBe(
      200,
    );
  });

  it.each([
    ["a foreign host name", { host: "playground.example:80" }],
    ["a page from elsewhere", { origin: "https://elsewhere.example" }],
    ["a page at another port", { origin: "http://127.0.0.1:1" }],
    ["a request a page from elsewhere made the browser send", { "sec-fetch-site": "cross-site" }],
  ])("refuses %s", async (_what, headers) => {
    expect(await status("/api/catalog", headers)).toBe(403);
    expect(await status("/", headers)).toBe(403);
  });

  it("takes no form as a request", async () => {
    expect(await status("/api/stage", { "content-type": "text/plain" }, "{}")).toBe(400);
  });

  it("takes no more than a dialogue's worth of bytes", async () => {
    const json = { "content-type": "application/json" };
    expect(await status("/api/stage", json, JSON.stringify("x".repeat(17 * 1024 * 1024)))).toBe(400);
  });

  it("takes none that would not end, or that nothing could walk through", async () => {
    const json = { "content-type": "application/json" };
    const endless = { ...json, "content-length": "99999999999", connection: "close" };
    expect(await status("/api/stage", endless, "{")).toBe(400);
    expect(await status("/api/stage", json, "[".repeat(1e6) + "]".repeat(1e6))).toBe(400);
  });

  it("says nothing of those who leave in the middle", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const sent = request(`${playground.url}/api/stage`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": "1000" },
    });
    sent.on("error", () => undefined).write('{"title": ');
    await new Promise((flushed) => setTimeout(flushed, 50));
    sent.destroy();
    expect(await status("/", {})).toBe(200);
    await new Promise((noticed) => setTimeout(noticed, 50));
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it("reads nothing outside the opened folder", async () => {
    const query = (file: string): string => `/api/library/dialog?${new URLSearchParams({ file, at: "0" })}`;
    for (const file of ["../package.json", "/etc/hostname", "a/../../b.json"]) {
      const response = await fetch(playground.url + query(file));
      expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
        400,
        "outside_folder",
      ]);
    }
  });

  it("sends a policy that forbids everything from elsewhere", async () => {
    const response = await fetch(playground.url);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("refuses a dialogue with more turns than one can have before it looks at each", async () => {
    const save = (turns: number): Promise<number | undefined> =>
      status(
        "/api/library/save",
        { "content-type": "application/json" },
        JSON.stringify({
          dialog: { turns: Array.from({ length: turns }, () => ({ speaker: "A", text: "" })) },
        }),
      );
    expect([await save(30_000), await save(3)]).toEqual([400, 200]);
  });
});
