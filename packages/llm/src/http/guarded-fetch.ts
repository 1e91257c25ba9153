import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { fetchTransport } from "./fetch-transport.ts";
import {
  HttpRefusalError,
  isOfTheWeb,
  redirectRefused,
  redirectWithoutTarget,
} from "./http-refusal-error.ts";
import { HttpResponse } from "./http-response.ts";
import { responseLimit } from "./response-limit.ts";
import type { StreamWatch } from "./stream-watch.ts";
import type { Fetch, IncomingAnswer, OutgoingRequest, Transport } from "./transport.ts";
import { undiciTransport } from "./undici-transport.ts";

/** How far a server is trusted, and how requests are sent. */
export interface GuardedFetchOptions {
  /** Most bytes of one answer, streamed or whole, after decompression. Default: as configured, or else 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Most bytes of one line, or of the data of one server-sent event, of an answer that is read in pieces: whoever reads
   * it has to hold and to parse that much in one go. Default: as many as the whole answer.
   */
  readonly maxEventBytes?: number | undefined;
  /**
   * What happens to a redirect to another origin: it is refused, or followed without body, key and any other header
   * that could reveal something, for downloads that are stored elsewhere. Default: refused.
   */
  readonly otherOrigin?: "refuse" | "follow-bare" | undefined;
  /** Makes, from its content type, a watch for an answer that is read in pieces. Default: nobody looks at them. */
  readonly watch?: ((type: string) => StreamWatch | undefined) | undefined;
  /** Called with the headers of every request, so that their values can be kept out of what is written. */
  readonly onSend?: ((headers: Readonly<Record<string, string>>) => void) | undefined;
  /** Sends the requests. Default: undici, the client under Node's own; in a browser, its `fetch`. */
  readonly fetch?: Fetch | undefined;
}

const guardedFetchOptionNames: OptionNames<GuardedFetchOptions> = {
  maxResponseBytes: true,
  maxEventBytes: true,
  otherOrigin: true,
  watch: true,
  onSend: true,
  fetch: true,
};

const mostRedirects = 5;

/** Loaded when the first request is sent: `node:http` brings all of Node's own `fetch` along. */
const nodeTransport: Transport = async (request) =>
  (await import("./node-transport.ts")).nodeTransport(request);

/** Bun and Deno have clients of their own under the names of Node's; a browser has nothing but its `fetch`. */
const ownTransport: Transport = transportOf(
  (globalThis as { readonly process?: { readonly versions?: Readonly<Record<string, string>> } }).process
    ?.versions ?? {},
);

function transportOf(versions: Readonly<Record<string, string>>): Transport {
  if (versions["bun"] !== undefined || versions["deno"] !== undefined) return nodeTransport;
  return versions["node"] === undefined
    ? fetchTransport((...sent) => globalThis.fetch(...sent))
    : undiciTransport;
}

/**
 * The one way onto the network: a `fetch` for SDKs and for ourselves that sends nothing to a server it was not meant
 * for, and accepts no more than it can hold. Redirects within an origin are followed as the Fetch standard says.
 *
 * Its requests reject with {@link HttpRefusalError}, `http_redirected` or `http_too_large`; other errors are the
 * network's own.
 *
 * @throws InvalidArgumentError for a limit that is not a whole number of at least 1
 */
export function guardedFetch(options: GuardedFetchOptions = {}): Fetch {
  checkOptions("guardedFetch", options, guardedFetchOptionNames);
  const {
    maxResponseBytes,
    maxEventBytes = Infinity,
    otherOrigin = "refuse",
    watch,
    onSend,
    fetch,
  } = options;
  const { POSITIVE_INFINITY: noLimit } = Number;
  const most = maxResponseBytes ?? noLimit;
  if (!(most === noLimit || (Number.isInteger(most) && most >= 1)))
    throw new InvalidArgumentError(`maxResponseBytes must be a whole number of at least 1, not ${most}`);
  const send = fetch === undefined ? ownTransport : fetchTransport(fetch);

  return async (input, init) => {
    let request = await outgoingRequest(input, init);
    for (let hops = 0; ; hops++) {
      onSend?.(request.headers);
      const answer = await send(request);
      const target = redirectTarget(answer, request.url);
      if (target === undefined) {
        const limit = maxResponseBytes ?? responseLimit();
        const response = new HttpResponse(answer, {
          url: request.url,
          redirected: hops > 0,
          limit,
          eventLimit: maxEventBytes,
          watch,
        });
        return response as unknown as Response;
      }
      answer.body.cancel();
      if (hops === mostRedirects)
        throw new HttpRefusalError(
          "redirected",
          `${request.url.origin} redirected more than ${mostRedirects} times`,
          "Check the address.",
        );
      request = redirected(request, answer.status, target, otherOrigin);
    }
  };
}

async function outgoingRequest(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<OutgoingRequest> {
  if (input instanceof Request) {
    const { url, method, headers, signal } = input;
    const body = input.body === null ? {} : { body: await input.arrayBuffer() };
    return outgoingRequest(url, { method, headers, signal, ...body, ...init });
  }
  const { method = "GET", headers, body, signal } = init;
  const plain = plainHeaders(headers);
  plain["accept"] ??= "*/*";
  const url = new URL(input);
  if (!isOfTheWeb(url))
    throw new InvalidArgumentError(`Only http and https addresses can be reached, not ${url.protocol}`);
  const content =
    body === undefined || body === null || typeof body === "string" || body instanceof Uint8Array
      ? (body ?? undefined)
      : await encoded(body, plain);
  return { url, method: method.toUpperCase(), headers: plain, body: content, signal: signal ?? undefined };
}

/** Headers by their names in lower case. Those of a plain object are mostly so already, and a `Headers` costs more than all else here. */
function plainHeaders(headers: RequestInit["headers"]): Record<string, string> {
  const names = headers === undefined || Symbol.iterator in headers ? undefined : Object.keys(headers);
  if (names?.every((name) => name === name.toLowerCase()) === true)
    return { ...(headers as Record<string, string>) };
  const plain: Record<string, string> = {};
  for (const [name, value] of headers instanceof Headers ? headers : new Headers(headers))
    plain[name] = value;
  return plain;
}

/** Forms, blobs and streams as bytes, with the type that belongs to them. */
async function encoded(
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string>,
): Promise<Uint8Array> {
  const response = new Response(body);
  const type = response.headers.get("content-type");
  if (type !== null) headers["content-type"] ??= type;
  return new Uint8Array(await response.arrayBuffer());
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** @throws HttpRefusalError for a redirect that does not say where to */
function redirectTarget({ status, headers, body }: IncomingAnswer, base: URL): URL | undefined {
  if (!redirects.has(status)) return undefined;
  for (const [name, value] of headers)
    if (name === "location" && URL.canParse(value, base.href)) return new URL(value, base);
  body.cancel();
  throw redirectWithoutTarget(base, status);
}

/** All that another origin may learn about a request. */
const bare: ReadonlySet<string> = new Set(["accept", "accept-language", "range", "user-agent"]);

function redirected(
  { headers, ...request }: OutgoingRequest,
  status: number,
  url: URL,
  otherOrigin: "refuse" | "follow-bare",
): OutgoingRequest {
  const reads = request.method === "GET" || request.method === "HEAD";
  if (url.origin !== request.url.origin) {
    if (otherOrigin === "refuse" || !reads || !isOfTheWeb(url)) throw redirectRefused(request.url, url);
    const kept = Object.entries(headers).filter(([name]) => bare.has(name));
    return { ...request, url, headers: Object.fromEntries(kept), body: undefined };
  }
  const asGet =
    !reads && (status === 303 || ((status === 301 || status === 302) && request.method === "POST"));
  if (!asGet) return { ...request, headers, url };
  const { "content-type": _type, "content-length": _length, ...rest } = headers;
  return { ...request, headers: rest, url, method: "GET", body: undefined };
}
