import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { withTimeout } from "../../middleware/with-timeout.ts";
import { connect, openai } from "./openai.ts";

const servers: Disposable[] = [];
afterEach(() => servers.splice(0).forEach((server) => server[Symbol.dispose]()));

/** A server that begins to answer, and then says no more. */
async function silentServer(begin: (response: ServerResponse) => void) {
  const seen: { headers?: IncomingHttpHeaders; closed?: Promise<unknown> } = {};
  const server = createServer((request, response) => {
    seen.headers = request.headers;
    seen.closed = once(response, "close");
    begin(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  servers.push({ [Symbol.dispose]: () => void (server.closeAllConnections(), server.close()) });
  return { seen, baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

const messages = [{ role: "user", content: "Hi" }] as const;

describe("a call without a signal", () => {
  it.each([
    ["nothing", () => undefined, "timeout"],
    ["headers", (response: ServerResponse) => response.flushHeaders(), "empty_response"],
    [
      "the beginning of a reply",
      (response: ServerResponse) =>
        response.writeHead(200, { "content-type": "application/json" }).write('{"choices":'),
      "timeout",
    ],
    [
      "the beginning of a text",
      (response: ServerResponse) => response.writeHead(200, { "content-type": "text/plain" }).write("Hm"),
      "empty_response",
    ],
  ])("ends when a server sends %s and no more, and so does its connection", async (_, begin, kind) => {
    const { seen, baseURL } = await silentServer(begin);
    const model = await openai("m", { apiKey: "k", baseURL, client: { timeout: 200 } });
    await expect(model.generate({ messages })).rejects.toMatchObject({ kind });
    await seen.closed;
  });

  it("ends after ten minutes, and one with a limit by nothing but that", async () => {
    const { seen, baseURL } = await silentServer((response) => response.writeHead(500).end());
    const model = await openai("m", { apiKey: "k", baseURL });
    await expect(model.generate({ messages })).rejects.toThrow();
    expect(seen.headers?.["x-stainless-timeout"]).toBe("600");
    await expect(withTimeout({ totalMs: 3_600_000 })(model).generate({ messages })).rejects.toThrow();
    expect(seen.headers?.["x-stainless-timeout"]).toBeUndefined();
    const { client } = await connect("openai:m", { apiKey: "k", baseURL });
    expect(client.timeout).toBeGreaterThan(3_600_000);
  });
});
