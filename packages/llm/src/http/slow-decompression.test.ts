import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, it, onTestFinished, vi } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";

const loaded = Promise.withResolvers<void>();
vi.mock(import("./decompressed.ts"), async (original) => {
  await loaded.promise;
  return original();
});

const zipped = { "content-encoding": "gzip" };

it("a request is cancelled at once while what undoes its compression is still being loaded", async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    response.writeHead(200, zipped);
    if (request.url === "/whole") response.end(gzipSync("a greeting"));
    else response.write(gzipSync("a greeting").subarray(0, 20));
    if (request.url === "/cut") setTimeout(() => response.destroy(), 50);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    loaded.resolve();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = new AbortController();
  const { signal } = stop;
  const cancelled = ["/whole", "/unfinished"].map((path) => guardedFetch()(`${url}${path}`, { signal }));
  const whole = guardedFetch()(`${url}/whole`);
  // A connection that was used before: nothing is sent twice because it is cut.
  const cut = guardedFetch()(`${url}/cut`, { method: "POST", body: "x" });
  await sleep(200);
  const reason = new Error("nobody waits any more");
  stop.abort(reason);
  for (const one of cancelled) await expect(Promise.race([one, sleep(2000)])).rejects.toBe(reason);
  // One that has come to its end meanwhile is read all the same.
  loaded.resolve();
  expect(await (await whole).text()).toBe("a greeting");
  await expect(cut.then((response) => response.text())).rejects.toThrow();
  expect(requests).toBe(4);
});
