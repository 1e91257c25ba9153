import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { configure, resetDefaults } from "../configure.ts";
import { guardedFetch, type GuardedFetchOptions } from "./guarded-fetch.ts";
import type { Fetch } from "./transport.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const secret = { authorization: "Bearer abcdef123456", "x-own": "mine", accept: "text/plain" };

const ways: readonly (readonly [string, (options?: GuardedFetchOptions) => Fetch])[] = [
  ["Node's client", guardedFetch],
  ["a fetch that was brought along", (options) => guardedFetch({ ...options, fetch: globalThis.fetch })],
];

describe.each(ways)("guardedFetch over %s", (_name, make) => {
  it("sends what it is given and reads the answer in every way", async () => {
    const url = await serve((request, response) => {
      response.setHeader("content-type", "application/json");
      response.setHeader("x-method", request.method ?? "");
      request.pipe(response);
    });
    const body = JSON.stringify({ greeting: "große Freude 🗼" });
    const fetch = make();
    const send = (): Promise<Response> => fetch(url, { method: "post", body });
    const response = await send();
    expect([response.status, response.ok, response.headers.get("x-method")]).toEqual([200, true, "POST"]);
    expect(await response.json()).toEqual(JSON.parse(body));
    expect(await (await send()).text()).toBe(body);
    expect(Buffer.from(await (await send()).arrayBuffer()).toString()).toBe(body);
    expect(await (await (await send()).blob()).text()).toBe(body);
    const pieces: Uint8Array[] = [];
    for await (const piece of (await send()).body ?? []) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(body);
    const reader = (await send()).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(body);
    expect((await reader?.read())?.done).toBe(true);
    const decoded = (await send()).body?.pipeThrough(new TextDecoderStream());
    expect((await decoded?.getReader().read())?.value).toBe(body);
  });

  it("sends bodies of every kind with the type that belongs to them, and headers in every form", async () => {
    const url = await serve(async (request, response) => {
      const body = await Array.fromAsync(request);
      const { accept, "content-type": type, "x-own": own } = request.headers;
      response.end(JSON.stringify({ body: Buffer.concat(body).toString(), accept, type, own }));
    });
    const form = "application/x-www-form-urlencoded;charset=UTF-8";
    const bodies: readonly (readonly [NonNullable<RequestInit["body"]>, string | undefined])[] = [
      [new TextEncoder().encode("a=1"), undefined],
      [new URLSearchParams({ a: "1" }), form],
      [new Blob(["a=1"], { type: "text/x-own" }), "text/x-own"],
    ];
    const fetch = make();
    for (const [body, type] of bodies) {
      const answer = (await (await fetch(url, { method: "POST", body })).json()) as object;
      expect(answer).toEqual({ body: "a=1", accept: "*/*", ...(type === undefined ? {} : { type }) });
    }
    const own = { "Content-Type": "text/x-mine", "X-Own": "mine", Accept: "text/plain" };
    const small = Object.fromEntries(Object.entries(own).map(([name, value]) => [name.toLowerCase(), value]));
    for (const headers of [own, small, new Headers(own), Object.entries(own)] as NonNullable<
      RequestInit["headers"]
    >[]) {
      const given = { method: "POST", body: new URLSearchParams({ a: "1" }), headers };
      for (const input of [fetch(url, given), fetch(new Request(url, given))])
        expect(await (await input).json()).toEqual({
          body: "a=1",
          accept: "text/plain",
          type: "text/x-mine",
          own: "mine",
        });
    }
  });

  it("follows redirects within an origin as the Fetch standard says", async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers["x-own"]}`);
      const status = Number(request.url?.slice(1));
      request.resume();
      if (Number.isNaN(status)) response.end("there");
      else response.writeHead(status, { location: "/end" }).end();
    });
    const fetch = make();
    for (const status of [301, 302, 303, 307, 308]) {
      const response = await fetch(`${url}/${status}`, { method: "POST", body: "x", headers: secret });
      expect([await response.text(), response.redirected, response.url]).toEqual([
        "there",
        true,
        `${url}/end`,
      ]);
    }
    expect(seen.filter((line) => line.includes("/end"))).toEqual([
      "GET /end mine",
      "GET /end mine",
      "GET /end mine",
      "POST /end mine",
      "POST /end mine",
    ]);
  });

  it("keeps the method of other requests, unless it is told to see another page", async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      const [, method, status] = request.url?.split("/") ?? [];
      if (method === "end") seen.push(`${request.method} ${request.headers["content-type"] ?? "no type"}`);
      request.resume();
      if (method === "end") response.end("there");
      else response.writeHead(Number(status), { location: "/end" }).end();
    });
    for (const [method, status] of [
      ["PUT", 301],
      ["PUT", 302],
      ["PUT", 303],
      ["DELETE", 307],
      ["GET", 303],
    ] as const) {
      const body = method === "PUT" ? { body: "x", headers: { "content-type": "text/x" } } : {};
      await make()(`${url}/${method}/${status}`, { method, ...body });
    }
    expect(seen).toEqual(["PUT text/x", "PUT text/x", "GET no type", "DELETE no type", "GET no type"]);
  });

  it("refuses one to another origin, or follows it bare when told so", async () => {
    const seen: unknown[] = [];
    const elsewhere = await serve((request, response) => {
      seen.push(request.headers);
      response.end("elsewhere");
    });
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: `${elsewhere}/secret-path` }).end(),
    );
    const refused = await make()(url, { headers: secret }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "http_redirected", reason: "redirected" });
    expect(String(refused)).not.toContain("secret-path");
    expect(seen).toEqual([]);
    const download = make({ otherOrigin: "follow-bare" });
    expect(await (await download(url, { headers: secret })).text()).toBe("elsewhere");
    expect(JSON.stringify(seen)).not.toMatch(/abcdef123456|mine/);
    await expect(download(url, { method: "POST", body: "x" })).rejects.toMatchObject({
      code: "http_redirected",
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    "file:///etc/passwd",
    "data:text/plain,x",
    "javascript:0",
    "ftp://127.0.0.1/x",
    "blob:http://127.0.0.1/x",
  ])("follows no redirect to %s, however far a server is trusted", async (location) => {
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    for (const otherOrigin of ["refuse", "follow-bare"] as const)
      await expect(make({ otherOrigin })(url)).rejects.toMatchObject({
        code: "http_redirected",
        message: expect.stringMatching(/redirects to a \w+: address, which is none of a server$/) as string,
      });
  });

  it("gives up on redirects that lead in a circle", async () => {
    const url = await serve((_request, response) => response.writeHead(307, { location: "/" }).end());
    await expect(make()(url)).rejects.toMatchObject({ code: "http_redirected" });
  });

  it("takes no more bytes than allowed, counted after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(4_000_000));
    const url = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    expect(bomb.length).toBeLessThan(10_000);
    const fetch = make({ maxResponseBytes: 1_000_000 });
    await expect(fetch(url).then((response) => response.text())).rejects.toMatchObject({
      code: "http_too_large",
    });
    const body = (await fetch(url)).body ?? [];
    await expect(Array.fromAsync(body)).rejects.toMatchObject({ code: "http_too_large" });
    expect((await (await make({ maxResponseBytes: 4_000_000 })(url)).arrayBuffer()).byteLength).toBe(
      4_000_000,
    );
  });

  it("is cancelled before the answer, and in the middle of it", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/begun") response.write("begun ");
    });
    const before = new AbortController();
    const pending = make()(url, { signal: before.signal });
    before.abort(new Error("changed my mind"));
    await expect(pending).rejects.toThrow("changed my mind");
    const during = new AbortController();
    const response = await make()(`${url}/begun`, { signal: during.signal });
    const text = response.text();
    during.abort(new Error("enough"));
    await expect(text).rejects.toThrow("enough");
  });
});

it("goes on over a new connection when the server closed the kept one", async () => {
  let answered = 0;
  const url = await serve((request, response) => {
    // Closes the second exchange on its connection unanswered, as a server does whose patience just ended.
    if (answered === 1 && request.headers["x-again"] !== undefined) {
      answered++;
      request.socket.destroy();
    } else {
      answered++;
      response.end("yes");
    }
  });
  const fetch = guardedFetch();
  expect(await (await fetch(url)).text()).toBe("yes");
  // A connection is kept from the next turn of the event loop on.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await (await fetch(url, { headers: { "x-again": "1" } })).text()).toBe("yes");
});

it("holds answers to what is configured, from then on, unless it was given a limit of its own", async () => {
  onTestFinished(resetDefaults);
  const url = await serve((_request, response) => void response.end("a".repeat(100)));
  const [fetch, own] = [guardedFetch(), guardedFetch({ maxResponseBytes: 100 })];
  const read = async (one: Fetch): Promise<number> => (await (await one(url)).text()).length;
  expect(await read(fetch)).toBe(100);
  configure({ maxResponseBytes: 99 });
  await expect(read(fetch)).rejects.toMatchObject({ code: "http_too_large" });
  expect(await read(own)).toBe(100);
  resetDefaults();
  expect(await read(fetch)).toBe(100);
});

it.each([0, -1, 1.5, Number.NaN])("refuses a limit of %s bytes", (maxResponseBytes) => {
  expect(() => guardedFetch({ maxResponseBytes })).toThrow(/maxResponseBytes/);
});
