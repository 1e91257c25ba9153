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

/** The body of an answer, which is read once, in one of two ways, or cancelled. */
export interface AnswerBody extends AsyncIterable<Uint8Array> {
  /** Reads it to its end. @throws HttpRefusalError `http_too_large` for more bytes than `limit`; the network's error */
  whole(limit: number): Promise<Uint8Array>;
  /** Nobody wants the rest. */
  cancel(): void;
}

/** An answer whose body has not been read yet. Header names are in lower case. */
export interface IncomingAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: AnswerBody;
}

/** Sends one request and follows no redirect. @throws the signal's reason; the network's error */
export type Transport = (request: OutgoingRequest) => Promise<IncomingAnswer>;
