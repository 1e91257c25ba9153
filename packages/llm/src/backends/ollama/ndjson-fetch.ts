import { bodyLines } from "../../backend-kit/body-lines.ts";
import { errorBodyFailure } from "../../backend-kit/error-body.ts";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import { streamOf } from "../../http/stream-of.ts";
import type { Fetch } from "../../http/transport.ts";

/**
 * A `fetch` whose streamed bodies fail at the first whole line that is not JSON. The SDK would print such a line
 * and go on without it. An `error` line is the server's last word.
 */
export function ndjsonFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { body, headers, status } = response;
    const streamed = headers.get("content-type")?.includes("ndjson") === true;
    return body === null || !streamed
      ? response
      : new Response(streamOf(checkedLines(body)), { headers, status });
  };
}

async function* checkedLines(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for await (const line of bodyLines(body)) {
    if (line.trim() === "") continue;
    const { error } = JSON.parse(line) as { readonly error?: unknown };
    if (error !== undefined && error !== null) throw new ProviderFailureError(errorBodyFailure(error));
    yield encoder.encode(`${line}\n`);
  }
}
