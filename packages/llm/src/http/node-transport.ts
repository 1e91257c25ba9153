import { request as requestHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { decodedAnswer } from "./decoded-body.ts";
import { streamBody } from "./stream-body.ts";
import type { Transport, IncomingAnswer, OutgoingRequest } from "./transport.ts";

/** `node:http`, for runtimes that only lend their names to what undici is made of. */
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

function answerOf(incoming: IncomingMessage): IncomingAnswer | Promise<IncomingAnswer> {
  const { statusCode = 0, statusMessage = "", rawHeaders } = incoming;
  return decodedAnswer({
    status: statusCode,
    statusText: statusMessage,
    headers: headerPairs(rawHeaders),
    body: streamBody(incoming),
  });
}

function headerPairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return Array.from({ length: raw.length >> 1 }, (_, at) => [
    raw[2 * at]?.toLowerCase() ?? "",
    raw[2 * at + 1] ?? "",
  ]);
}
