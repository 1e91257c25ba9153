import type { Readable } from "node:stream";

/** As the platform's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request as it goes onto the wire. Header names are in lower case. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
}

/** An answer whose body has not been read yet. */
export interface IncomingAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Readable;
}

/** Sends one request and follows no redirect. @throws the signal's reason; the network's error */
export type Transport = (request: OutgoingRequest) => Promise<IncomingAnswer>;
