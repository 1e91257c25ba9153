import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { Fetch } from "../../backend-kit/checked-fetch.ts";

/**
 * A `fetch` whose streamed bodies fail at the first whole line that is not JSON. The SDK would print such a line
 * and go on without it. An `error` line is the server's last word. An unfinished last line is left out: the reply was cut there.
 */
export function ndjsonFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { body, headers, status } = response;
    const streamed = headers.get("content-type")?.includes("ndjson") === true;
    return body === null || !streamed
      ? response
      : new Response(body.pipeThrough(lines()), { headers, status });
  };
}

function lines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  return new TransformStream({
    transform(bytes, controller) {
      const complete = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = complete.pop() ?? "";
      for (const line of complete) {
        if (line.trim() === "") continue;
        const { error } = JSON.parse(line) as { readonly error?: unknown };
        if (typeof error === "string") throw new ProviderFailureError({ kind: "server", message: error });
        controller.enqueue(encoder.encode(`${line}\n`));
      }
    },
  });
}
