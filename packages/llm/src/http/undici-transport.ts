import type { Dispatcher } from "undici";
import { decodedAnswer } from "./decoded-body.ts";
import { answerTooLarge } from "./http-refusal-error.ts";
import { joined } from "./stream-body.ts";
import type { AnswerBody, IncomingAnswer, OutgoingRequest, Transport } from "./transport.ts";

let agent: Promise<Dispatcher> | undefined;

/** Of the whole package only what sends requests, and that when the first one is sent. */
async function loadAgent(): Promise<Dispatcher> {
  // @ts-expect-error its declarations are those of the whole package
  const { default: Agent } = (await import("undici/lib/dispatcher/agent.js")) as {
    readonly default: new (options: object) => Dispatcher;
  };
  // A model on a small machine may think for minutes before its first word; who calls sets the limits.
  return new Agent({ headersTimeout: 0, bodyTimeout: 0 });
}

/**
 * The client under Node's own `fetch`, without the web streams, requests and responses that cost more than the rest:
 * an answer that is read whole is a few chunks and one promise.
 */
export const undiciTransport: Transport = async (request) => {
  request.signal?.throwIfAborted();
  agent ??= loadAgent();
  const dispatcher = await agent;
  try {
    return await exchange(dispatcher, request);
  } catch (error) {
    // A kept connection that the server was just closing; nothing of the request was answered.
    if (isStale(error) && request.signal?.aborted !== true) return exchange(dispatcher, request);
    throw error;
  }
};

function isStale(error: unknown): boolean {
  const { code, socket } = error as {
    readonly code?: string;
    readonly socket?: { readonly bytesRead?: number };
  };
  return (
    (code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE") && (socket?.bytesRead ?? 0) > 0
  );
}

function exchange(dispatcher: Dispatcher, request: OutgoingRequest): Promise<IncomingAnswer> {
  return new Promise((resolve, reject) => {
    const { url, method, headers, body, signal } = request;
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as Dispatcher.HttpMethod,
        headers,
        body: body ?? null,
      },
      new Exchange(signal, resolve, reject),
    );
  });
}

/** More than this is not taken in before somebody reads it. */
const mostAhead = 256 * 1024;

/** One request and its answer: told of by the client, read by whoever asked. */
class Exchange implements Dispatcher.DispatchHandler, AnswerBody {
  readonly #signal: AbortSignal | undefined;
  readonly #answer: (answer: IncomingAnswer) => void;
  readonly #fail: (error: unknown) => void;
  readonly #resolve = (answer: IncomingAnswer): void => {
    this.#answered = true;
    if (this.#ended) this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#answer(answer);
  };
  readonly #onAbort = (): void => {
    const reason = this.#signal?.reason as Error;
    // Who waits while what undoes a compression is loaded waits no longer.
    if (this.#ended) this.#fail(reason);
    else this.#cancel(reason);
  };
  #controller: Dispatcher.DispatchController | undefined;
  #chunks: Uint8Array[] = [];
  #length = 0;
  /** Most bytes there may be; known once it is read whole. */
  #limit = Number.POSITIVE_INFINITY;
  #reading: "nobody" | "whole" | "pieces" = "nobody";
  /** Its answer has begun; it is handed over as soon as there is what undoes its compression. */
  #began = false;
  #answered = false;
  #ended = false;
  #error: unknown;
  /** Called when there is more, or the end. */
  #more: (() => void) | undefined;

  constructor(
    signal: AbortSignal | undefined,
    answer: (answer: IncomingAnswer) => void,
    fail: (error: unknown) => void,
  ) {
    this.#signal = signal;
    this.#answer = answer;
    this.#fail = fail;
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted === true) this.#onAbort();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    statusText = "",
  ): void {
    // What only announces an answer is not the answer.
    if (status < 200) return;
    this.#began = true;
    const answer = decodedAnswer({ status, statusText, headers: headerPairs(headers), body: this });
    if (answer instanceof Promise) answer.then(this.#resolve, this.#fail);
    else this.#resolve(answer);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.#limit) this.#cancel(answerTooLarge(this.#limit));
    else if (this.#reading !== "whole" && this.#length > mostAhead) controller.pause();
    if (this.#reading === "pieces") this.#more?.();
  }

  onResponseEnd(): void {
    this.#finish(undefined);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#finish(this.#error ?? error);
  }

  #finish(error: unknown): void {
    this.#ended = true;
    this.#error = error;
    const isHandedOver = this.#answered || !this.#began;
    if (isHandedOver) this.#signal?.removeEventListener("abort", this.#onAbort);
    // What breaks off after it began is told to whoever reads it.
    if (!this.#began || (!isHandedOver && this.#signal?.aborted === true)) this.#fail(error);
    this.#more?.();
  }

  #cancel(reason: Error): void {
    if (this.#ended) return;
    this.#error = reason;
    // One that waits for a connection learns of it when it gets one.
    if (this.#controller === undefined) this.#fail(reason);
    else this.#controller.abort(reason);
  }

  whole(limit: number): Promise<Uint8Array> {
    this.#reading = "whole";
    this.#limit = limit;
    return new Promise((resolve, reject) => {
      this.#more = () => {
        if (this.#length > limit) this.#error ??= answerTooLarge(limit);
        if (this.#error === undefined) resolve(joined(this.#chunks));
        else reject(this.#error as Error);
      };
      if (this.#ended) this.#more();
      else if (this.#length > limit) this.#cancel(answerTooLarge(limit));
      else this.#controller?.resume();
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.#reading = "pieces";
    try {
      for (;;) {
        const chunks = this.#chunks;
        this.#chunks = [];
        this.#length = 0;
        yield* chunks;
        if (this.#chunks.length > 0) continue;
        if (this.#error !== undefined) throw this.#error;
        if (this.#ended) return;
        await new Promise<void>((resolve) => {
          this.#more = resolve;
          this.#controller?.resume();
        });
      }
    } finally {
      if (!this.#ended) this.cancel();
    }
  }

  cancel(): void {
    this.#cancel(new Error("nobody wanted the rest of the answer"));
  }
}

function headerPairs(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (typeof value === "string") pairs.push([name.toLowerCase(), value]);
    else for (const one of value ?? []) pairs.push([name.toLowerCase(), one]);
  }
  return pairs;
}
