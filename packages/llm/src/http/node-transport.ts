import { request as requestHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Transport, IncomingAnswer, OutgoingRequest } from "./transport.ts";

/**
 * Node's own client: connections are kept alive by the global agents, and bodies stay Node streams, which costs half
 * of what `fetch` with its web streams does.
 */
export const nodeTransport: Transport = async (request) => {
  request.signal?.throwIfAborted();
  try {
    return await exchange(request);
  } catch (error) {
    // A kept connection that the server was just closing; nothing of the request was answered.
    if (error instanceof StaleConnectionError) return exchange(request);
    throw error;
  }
};

class StaleConnectionError extends Error {}

function exchange({ url, method, headers, body, signal }: OutgoingRequest): Promise<IncomingAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = send(url, { method, headers: { ...headers, ...length } }, (incoming) => {
      const stopCancelling = cancelOn(signal, (reason) => incoming.destroy(reason));
      incoming.once("close", stopCancelling);
      resolve(answerOf(incoming));
    });
    const stopCancelling = cancelOn(signal, (reason) => outgoing.destroy(reason));
    outgoing.once("response", stopCancelling);
    outgoing.once("error", (error) => {
      stopCancelling();
      reject(isStale(outgoing, error) && signal?.aborted !== true ? new StaleConnectionError() : error);
    });
    outgoing.end(body);
  });
}

function isStale(outgoing: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return outgoing.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

/** @returns what takes the listener off again */
function cancelOn(signal: AbortSignal | undefined, cancel: (reason: Error) => void): () => void {
  if (signal === undefined) return () => undefined;
  const listener = (): void => cancel(signal.reason as Error);
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

function answerOf(incoming: IncomingMessage): IncomingAnswer {
  const decoder = decoders[incoming.headers["content-encoding"] ?? ""]?.();
  const body: Readable = decoder === undefined ? incoming : pipeline(incoming, decoder, () => undefined);
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? "",
    headers: headersOf(incoming, decoder !== undefined),
    body,
  };
}

/** No compression is asked for; some servers send it all the same. */
const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function* headersOf({ rawHeaders }: IncomingMessage, decoded: boolean): Generator<readonly [string, string]> {
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    if (decoded && (name === "content-encoding" || name === "content-length")) continue;
    yield [name, rawHeaders[at + 1] ?? ""];
  }
}
