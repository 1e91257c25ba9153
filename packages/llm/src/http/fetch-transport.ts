import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { streamBody } from "./stream-body.ts";
import type { Fetch, Transport } from "./transport.ts";

/** Sends through a `fetch` that the caller brought along (a proxy's, a test's). */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ url, method, headers, body, signal }) => {
    const init = { method, headers, redirect: "manual" as const };
    const response = await fetch(url.href, {
      ...init,
      ...(body === undefined ? {} : { body: body as string }),
      ...(signal === undefined ? {} : { signal }),
    });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body: streamBody(
        response.body === null
          ? Readable.from([])
          : Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
      ),
    };
  };
}
