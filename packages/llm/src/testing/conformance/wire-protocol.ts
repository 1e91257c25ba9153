import type { WireShape } from "./wire-shape.ts";
import type { Usage } from "../../usage.ts";
import type { FinishReason, ModelSettings, TokenLogprob } from "../../chat-model.ts";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What the provider's model says, before it is put into the provider's words. */
export interface WireReply {
  /** The pieces a stream brings one by one; whole replies hold them joined. */
  readonly text: readonly string[];
  readonly thinking?: readonly string[] | undefined;
  readonly toolCalls?:
    | readonly { readonly id: string; readonly name: string; readonly input: object }[]
    | undefined;
  readonly logprobs?: readonly TokenLogprob[] | undefined;
  /** Why the model stopped. */
  readonly finish: Exclude<FinishReason, "other">;
  /** Cached tokens are part of the input, thinking is part of the output. */
  readonly usage: Omit<Usage, "calls" | "cost">;
}

/** A response body, in the pieces it is written in. */
export interface WireBody {
  readonly contentType: string;
  /** Written one after the other, each by itself. */
  readonly frames: readonly (string | Uint8Array)[];
}

/** What of a request reached the provider, in our words. */
export interface ReceivedRequest {
  readonly settings: ModelSettings;
  /** The JSON schema the reply must fit. */
  readonly schema?: unknown;
}

/**
 * Bodies of replies by their shape, streamed or whole, to a request; nothing where there is none of that kind. A text says why the
 * shape cannot come over this wire at all.
 */
export type WireShapes = Readonly<
  Partial<Record<WireShape, string | ((streamed: boolean, request: WireRequest) => WireBody | undefined)>>
>;

/**
 * A provider's wire protocol, spoken from the server's side. Write one for your provider and the whole suite
 * runs against your backend.
 */
export interface WireProtocol {
  readonly name: string;
  /** Whether clients speak HTTP/2 without TLS to it. Default: false, which is HTTP/1.1. */
  readonly http2?: boolean;
  /** Whether the provider ever stops a reply for its content. Default: true. */
  readonly filtersContent?: boolean;
  /** Whether replies say how much of the input came from a cache. Default: false. */
  readonly countsCached?: boolean;
  /** Whether a request asks for a streamed reply. */
  wantsStream(request: WireRequest): boolean;
  /** What the request asks for. Used to check that nothing was lost on the way. */
  received(request: WireRequest): ReceivedRequest;
  /**
   * Why the real provider refuses a request, by its published rules, or nothing. Whatever it says is answered with HTTP
   * 400 in place of a reply. Left out: everything is taken.
   */
  refuses?(request: WireRequest): string | undefined;
  /**
   * Replies of the shapes this provider, or servers that speak its protocol, really send beside the plain ones: the body
   * for each, streamed or whole, or nothing where there is none of that kind. Shapes left out are skipped.
   */
  readonly shapes?: WireShapes;
  /** The body of a reply sent at once. */
  whole(reply: WireReply): WireBody;
  /** One frame for each piece of the reply at least. */
  stream(reply: WireReply): WireBody;
  /** The body of an error with this status. */
  failure(status: number, message: string): WireBody;
  /** A body that begins as it should and then is not what the protocol promises. */
  malformed(streamed: boolean): WireBody;
  /** A stream that says something and then ends with the provider's own error, one that may pass. */
  brokenOff(): WireBody;
  /** A well-formed body that holds no reply. */
  empty(streamed: boolean): WireBody;
}
