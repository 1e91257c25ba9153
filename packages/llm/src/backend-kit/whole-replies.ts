import { errorChain } from "../errors/error-chain.ts";
import type { Fetch } from "../http/transport.ts";
import { parsedBody, refuseErrorIn } from "./error-body.ts";

/** Thrown where a stream was asked for and the reply came whole: the reply, parsed. */
export class WholeReplyError extends Error {
  override readonly name = "WholeReplyError";
  readonly body: unknown;

  constructor(body: unknown) {
    super("the reply came whole");
    this.body = body;
  }

  /** The one among an error and what caused it. */
  static in(error: unknown): WholeReplyError | undefined {
    return errorChain(error).find((one) => one instanceof WholeReplyError);
  }
}

/** Thrown where a whole reply was asked for and a stream came: no SDK reads one there. */
export class StreamedReplyError extends Error {
  override readonly name = "StreamedReplyError";

  constructor() {
    super("the reply came as a stream");
  }

  /** Whether it is an error, or what caused one. */
  static isIn(error: unknown): boolean {
    return errorChain(error).some((one) => one instanceof StreamedReplyError);
  }
}

/**
 * A `fetch` for SDKs that would find nothing in a reply that comes whole although a stream was asked for, as servers
 * send it that know no streams: it throws what came as a {@link WholeReplyError}, which the `readWhole` of
 * `backendModel` reads. A stream that comes where a whole reply was asked for is a {@link StreamedReplyError}, upon which
 * `backendModel` asks for one.
 *
 * @param fetch sends the requests; see `backendFetch`
 */
export function wholeReplies(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get("content-type") ?? "";
    if (response.ok && /event-stream/i.test(type) && !asksForStream(input, init)) {
      await response.body?.cancel();
      throw new StreamedReplyError();
    }
    // The body is looked at last: to hand one out may mean to make a stream of what was read already.
    if (!response.ok || /ndjson|jsonl/i.test(type) || !asksForStream(input, init) || response.body === null)
      return response;
    const { headers, status, statusText } = response;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const first = await reader.read();
    // An event begins with a name or a colon.
    if (!/^\s*[{[]/.test(decoder.decode(first.value, { stream: true })))
      return new Response(followed(first, reader), { headers, status, statusText });
    const rest = await new Response(followed(first, reader)).text();
    const body = await parsedBody(rest);
    if (body !== undefined) {
      refuseErrorIn(body);
      throw new WholeReplyError(body);
    }
    return new Response(rest, { headers, status, statusText });
  };
}

/** By the body's `stream`, as most protocols have it, or by the method's name, as Google's. */
function asksForStream(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): boolean {
  const address = typeof input === "string" || input instanceof URL ? String(input) : input.url;
  if (/:stream\w*(?:\?|$)/.test(address)) return true;
  return typeof init?.body === "string" && /"stream"\s*:\s*true/.test(init.body);
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>["read"]>>;

function followed(
  first: Read,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next: Read | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = next ?? (await reader.read());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
