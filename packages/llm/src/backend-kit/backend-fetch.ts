import type { BackendOptions } from "../backend.ts";
import { guardedFetch } from "../http/guarded-fetch.ts";
import type { Fetch } from "../http/transport.ts";
import { withoutErrorBodies } from "./error-body.ts";
import { ErrorEvents } from "./error-events.ts";
import { Secrets } from "./secrets.ts";
import { wholeReplies } from "./whole-replies.ts";

/** Most bytes of one event of a stream. Events hold a few words; a megabyte of the worst JSON takes a tenth of a second. */
export const maxEventBytes = 1024 * 1024;

/** A backend's way onto the network, and the secrets that must not leave it. */
export interface BackendFetch {
  /** For the SDK; see `guardedFetch`. */
  readonly fetch: Fetch;
  /** Knows every header that was sent, also those an SDK added by itself; for `backendModel`. */
  readonly secrets: Secrets;
}

/**
 * The guarded `fetch` of one backend. An error under a status that means success is thrown as what it is, be it the body
 * or an event of a stream; a reply that comes whole where a stream was asked for, or the other way round, is thrown for
 * `backendModel` to read: see `wholeReplies`.
 *
 * @param own sends in place of Node's client, when the caller brought one for the SDK
 * @throws InvalidArgumentError for a `maxResponseBytes` that is not a whole number of at least 1
 */
export function backendFetch(options: BackendOptions, own?: Fetch): BackendFetch {
  const secrets = Secrets.of(options);
  const { maxResponseBytes } = options;
  const fetch = guardedFetch({
    maxResponseBytes,
    maxEventBytes,
    fetch: own,
    watch: (type) => ErrorEvents.of(type),
    onSend: (headers) => secrets.noteSent(headers),
  });
  return { secrets, fetch: wholeReplies(withoutErrorBodies(fetch)) };
}
