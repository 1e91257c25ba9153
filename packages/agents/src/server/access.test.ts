import { request } from "node:http";
import { describe, expect, it, afterEach } from "vitest";
import { Agent } from "../agent/agent.ts";
import { closeTestServers, serveForTest } from "./serve-for-test.ts";
import { serveAgents } from "./serve-agents.ts";

afterEach(closeTestServers);

/** The status of a GET with headers that `fetch` would not send. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("who may use a server", () => {
  it("is this machine alone by default, under its own names", async () => {
    const { server } = await serveForTest([]);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const url = `${server.url}/v1/models`;
    expect(await statusOf(url, { host: `localhost:${server.port}` })).toBe(200);
    expect(await statusOf(url, { host: `LocalHost:${server.port}` })).toBe(200);
    expect(await statusOf(url, { host: "evil.example" })).toBe(403);
    expect(await statusOf(url, { host: "localhost.evil.example" })).toBe(403);
  });

  it("is not a foreign web page, but those that are allowed", async () => {
    const { server } = await serveForTest([], { allowedOrigins: ["https://lab.example"] });
    const url = `${server.url}/v1/models`;
    const from = (origin: string, method = "GET") =>
      fetch(url, { method, headers: { origin, "access-control-request-method": "POST" } });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from("null")).status).toBe(403);
    const preflight = await from("https://lab.example", "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://lab.example");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await from("https://lab.example")).headers.get("access-control-allow-origin")).toBe(
      "https://lab.example",
    );
  });

  it("is whoever has the token, when there is one; health is open but tells nothing", async () => {
    const { server, openai } = await serveForTest([], { token: "s3cret" });
    const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
    const refused = await get("/api/tags");
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect((await get("/v1/models", { authorization: "Bearer s3cre" })).status).toBe(401);
    expect((await openai.models.list()).data).toHaveLength(1);
    expect(await (await get("/health")).json()).toEqual({ status: "healthy" });
    expect(await (await get("/health", { authorization: "Bearer s3cret" })).json()).toEqual({
      status: "healthy",
      agents: ["Alice"],
    });
  });

  it("is nobody beyond this machine without a token, unless that is wanted", async () => {
    const agent = new Agent({ name: "A" });
    await expect(serveAgents(agent, { host: "0.0.0.0", port: 0 })).rejects.toThrow(
      "anybody who can reach 0.0.0.0",
    );
    await using server = await serveAgents(agent, { host: "0.0.0.0", port: 0, allowAnonymous: true });
    expect(await statusOf(`http://127.0.0.1:${server.port}/health`, { host: "somewhere:1" })).toBe(200);
  });

  it("refuses large bodies, empty tokens and taken ports in words", async () => {
    const { server } = await serveForTest([], { maxBodyBytes: 100 });
    const large = await fetch(`${server.url}/v1/chat/completions`, { method: "POST", body: "x".repeat(101) });
    expect([large.status, await large.json()]).toMatchObject([413, { error: { code: "body_too_large" } }]);
    const pieces = new Blob(["x".repeat(60), "x".repeat(60)]).stream();
    const unannounced = { method: "POST", body: pieces, duplex: "half" } as RequestInit;
    expect((await fetch(`${server.url}/api/chat`, unannounced)).status).toBe(413);
    await expect(serveForTest([], { token: " " })).rejects.toThrow("must not be empty");
    await expect(serveForTest([], { port: server.port })).rejects.toThrow("the port is taken");
  });

  it("gets an error as JSON for what is not there", async () => {
    const { server } = await serveForTest([]);
    const missing = await fetch(`${server.url}/v1/nothing`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
  });
});
