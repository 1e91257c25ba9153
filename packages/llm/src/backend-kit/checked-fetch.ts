import { checkOptions } from "@sdialog/core/internal";
import type { Fetch } from "../http/transport.ts";
import type { ProviderFailure } from "./provider-failure.ts";
import { retryAfterMs } from "./retry-after.ts";

/** A response that is not 2xx, kept whole before an SDK drops its headers or prints its body. */
export class HttpResponseError extends Error {
  override readonly name = "HttpResponseError";
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor(response: Response, body: string) {
    super(`HTTP ${response.status}`);
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }
}

/**
 * A `fetch` for SDKs that take one, which throws {@link HttpResponseError} for every response that is not 2xx.
 *
 * @param fetch sends the requests; see `backendFetch`
 * @param signal cancels the request, for SDKs that take no signal themselves
 * @param headers added to every request
 */
export function checkedFetch(
  fetch: Fetch,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
  } = {},
): Fetch {
  const { signal, headers = {} } = checkOptions("checkedFetch", options, { signal: true, headers: true });
  return async (input, init = {}) => {
    const signals = [signal, init.signal].filter((one) => one !== undefined && one !== null);
    const response = await fetch(input, {
      ...init,
      headers: merged(init.headers, headers),
      ...(signals.length === 0
        ? {}
        : { signal: signals.length === 1 ? signals[0] : AbortSignal.any(signals) }),
    } as RequestInit);
    if (!response.ok) throw new HttpResponseError(response, await response.text());
    return response;
  };
}

function merged(given: RequestInit["headers"], added: Readonly<Record<string, string>>): Headers {
  const all = new Headers(given);
  for (const [name, value] of Object.entries(added)) all.set(name, value);
  return all;
}

/** What an {@link HttpResponseError} anywhere in the causes of `error` says. */
export function httpFailure(error: unknown): ProviderFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!(error instanceof HttpResponseError)) return httpFailure(error.cause);
  return {
    status: error.status,
    message: bodyMessage(error.body) ?? "the provider refused the call",
    retryAfterMs: retryAfterMs((name) => error.headers.get(name)),
  };
}

/** The message in the error bodies providers send: `error`, `error.message`, `message` or `detail`. */
export function bodyMessage(body: string): string | undefined {
  try {
    const { error, message, detail } = JSON.parse(body) as Record<string, unknown>;
    const nested = typeof error === "object" && error !== null && "message" in error ? error.message : error;
    return [nested, message, detail].find((text): text is string => typeof text === "string");
  } catch {
    return undefined;
  }
}
