import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestServers, serveForTest } from "./serve-for-test.ts";

afterEach(closeTestServers);

const ask = (
  url: string,
  headers: Record<string, string>,
  content: string,
  stream = false,
): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ model: "Alice", stream, messages: [{ role: "user", content }] }),
  });

describe("a server's limits", () => {
  it("remember sessions by their bytes: a large one drives out several small ones, the oldest first", async () => {
    const {
      server: { url },
      model,
    } = await serveForTest(() => "x".repeat(1000), {
      sessions: true,
      maxMemoryBytes: 150_000,
    });
    const heard = async (session: string, content: string): Promise<number> => {
      expect((await ask(url, { "x-session-id": session }, content)).status).toBe(200);
      return model.requests.at(-1)?.messages.length ?? 0;
    };
    for (const id of ["a", "b", "c"]) expect(await heard(id, "Hi")).toBe(2);
    // All three are remembered.
    for (const id of ["a", "b", "c"]) expect(await heard(id, "Again")).toBe(4);
    await heard("large", "y".repeat(4000));
    expect(await heard("c", "Still there?")).toBe(6);
    expect(await heard("a", "Still there?")).toBe(2);
  });

  it("refuse a session that has grown too large, and only that one", async () => {
    const {
      server: { url },
    } = await serveForTest(() => "fine", { sessions: true, maxSessionBytes: 20_000 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn++)
      statuses.push((await ask(url, { "x-session-id": "a" }, "x".repeat(1000))).status);
    expect(statuses).toEqual([200, 200, 200, 413, 413, 413]);
    const refused = await ask(url, { "x-session-id": "a" }, "x");
    expect(await refused.json()).toMatchObject({ error: { code: "session_too_large" } });
    expect((await ask(url, { "x-session-id": "b" }, "x")).status).toBe(200);
  });

  it.each([false, true])("end an answer that takes too long with 504 (streamed: %s)", async (stream) => {
    let stopped = 0;
    const {
      server: { url },
      errors,
    } = await serveForTest(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            stopped++;
            reject(new Error("stopped"));
          });
        }),
      { answerTimeoutMs: 50 },
    );
    const response = await ask(url, {}, "Hi", stream);
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ error: { code: "timeout" } });
    expect(stopped).toBe(1);
    expect(errors).toEqual([]);
  });

  it("refuse a body that nothing could walk through", async () => {
    const { server, errors } = await serveForTest(() => "fine");
    const body = `{"model":"Alice","messages":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${server.url}/v1/chat/completions`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("nested deeper than 1000 brackets");
    expect(errors).toEqual([]);
  });

  it("answer whoever asks on after a body that was refused", async () => {
    const { server } = await serveForTest(() => "fine", { maxBodyBytes: 10_000 });
    const headers = { "content-type": "application/json" };
    const send = (length: number) => {
      const messages = [{ role: "user", content: "z".repeat(length) }];
      const body = JSON.stringify({ model: "Alice", messages });
      return fetch(`${server.url}/v1/chat/completions`, { method: "POST", headers, body });
    };
    const statuses: number[] = [];
    for (const length of [3e6, 2, 9000, 3e6, 9000, 3e7, 2]) {
      const response = await send(length);
      statuses.push(response.status);
      // Answered and kept alive, a connection would be reset under the next request.
      if (response.status === 413) expect(response.headers.get("connection")).toBe("close");
      await response.text();
    }
    expect(statuses).toEqual([413, 200, 200, 413, 200, 413, 200]);
  });

  it("refuse a body while it comes, not after it has come", async () => {
    const {
      server: { url },
    } = await serveForTest(() => "fine", { maxBodyBytes: 10_000 });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    // A body that would never end.
    const chunk = `1000\r\n${"[".repeat(4096)}\r\n`;
    for (let sent = 0; sent < 3; sent++) socket.write(chunk);
    const [answer] = (await once(socket, "data")) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
  });
});
