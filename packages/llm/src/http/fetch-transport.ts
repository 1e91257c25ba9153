import { answerTooLarge, HttpRefusalError } from "./http-refusal-error.ts";
import { joined } from "./stream-body.ts";
import type { AnswerBody, Fetch, Transport } from "./transport.ts";

/** Sends through a `fetch`: one that the caller brought along (a proxy's, a test's), or the browser's. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ url, method, headers, body, signal }) => {
    const init = { method, headers, redirect: "manual" as const };
    const response = await fetch(url.href, {
      ...init,
      ...(body === undefined ? {} : { body: body as string }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.type === "opaqueredirect")
      throw new HttpRefusalError(
        "redirected",
        `${url.origin} redirects, and a browser does not say where to`,
        "Use the address that it redirects to.",
      );
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body: webBody(response.body),
    };
  };
}

const ignored = (): undefined => undefined;

/** A web stream as the body of an answer. */
function webBody(stream: ReadableStream<Uint8Array> | null): AnswerBody {
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    if (stream === null) return;
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      // Does nothing at the end of the stream; before it, nobody wants the rest.
      await reader.cancel().catch(ignored);
    }
  }
  return {
    async whole(limit) {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of pieces()) {
        length += chunk.length;
        if (length > limit) throw answerTooLarge(limit);
        chunks.push(chunk);
      }
      return joined(chunks);
    },
    cancel: () => void stream?.cancel().catch(ignored),
    [Symbol.asyncIterator]: pieces,
  };
}
