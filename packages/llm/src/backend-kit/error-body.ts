import type { ModelErrorKind } from "../errors/model-error.ts";
import { ReadResponse } from "../http/read-response.ts";
import type { Fetch } from "../http/transport.ts";
import { type ProviderFailure, ProviderFailureError } from "./provider-failure.ts";

/** What the codes, types and states in error bodies mean, in the words of OpenAI, Anthropic, Google and Amazon. */
const kindOfCode: Readonly<Record<string, ModelErrorKind>> = {
  content_filter: "content_filter",
  insufficient_quota: "permission",
  rate_limit_exceeded: "rate_limit",
  model_not_found: "not_found",
  server_error: "server",
  overloaded_error: "overloaded",
  rate_limit_error: "rate_limit",
  authentication_error: "authentication",
  invalid_api_key: "authentication",
  permission_error: "permission",
  not_found_error: "not_found",
  invalid_request_error: "invalid_request",
  context_length_exceeded: "invalid_request",
  timeout_error: "timeout",
  UNAVAILABLE: "overloaded",
  RESOURCE_EXHAUSTED: "rate_limit",
  UNAUTHENTICATED: "authentication",
  PERMISSION_DENIED: "permission",
  NOT_FOUND: "not_found",
  INVALID_ARGUMENT: "invalid_request",
  FAILED_PRECONDITION: "invalid_request",
  DEADLINE_EXCEEDED: "timeout",
  INTERNAL: "server",
  AccessDeniedException: "permission",
  UnrecognizedClientException: "authentication",
  ThrottlingException: "rate_limit",
  ValidationException: "invalid_request",
  ResourceNotFoundException: "not_found",
  ServiceUnavailableException: "overloaded",
  ModelNotReadyException: "overloaded",
  ModelTimeoutException: "timeout",
  InternalServerException: "server",
};

/**
 * What the error in a provider's body says, wherever the body came from: with another status, with 200, in a stream.
 * A code between 400 and 599 is taken for the status it stands for; an error of no known kind may pass.
 *
 * @param error what stands under `error`: a text, or an object with a message and a code
 */
export function errorBodyFailure(error: unknown): ProviderFailure {
  if (typeof error !== "object" || error === null)
    return { kind: "server", message: typeof error === "string" ? error : "the provider reports an error" };
  const { message, code, type, status, __type } = error as Readonly<Record<string, unknown>>;
  const told = typeof message === "string" ? message : "the provider reports an error";
  for (const word of [code, type, status, __type]) {
    // Amazon's types may begin with the namespace they are from.
    const kind = typeof word === "string" ? kindOfCode[word.replace(/^.*#/, "")] : undefined;
    if (kind !== undefined) return { kind, message: told };
  }
  const http = [code, status].map(Number).find((number) => number >= 400 && number <= 599);
  return http === undefined ? { kind: "server", message: told } : { status: http, message: told };
}

/** A proxy's login, or the page of a server whose programs are reached elsewhere. */
const webPage: ProviderFailure = {
  kind: "not_found",
  message: "the server answered with a web page",
  hint: "Check that `baseURL` is right, `/v1` included where the server wants it, and that nothing stands in between.",
};

/** What no error body holds. */
const replyKeys = [
  "choices",
  "candidates",
  "content",
  "output",
  "message",
  "data",
  "embedding",
  "embeddings",
];

/**
 * A `fetch` that throws for an error told under a status that means success, as gateways do: what an SDK makes of such
 * a body is an empty reply, or a stream without a piece.
 *
 * @returns throws ProviderFailureError, which SDKs may wrap
 */
export function withoutErrorBodies(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok) return response;
    refuseWebPage(type);
    if (!isJson(type) || response.body === null) return response;
    const text = await response.text();
    const value = parsed(text);
    refuseErrorValue(value);
    return new ReadResponse(response, text, value) as unknown as Response;
  };
}

/** @throws ProviderFailureError for the type of a web page under a status that means success */
export function refuseWebPage(type: string): void {
  if (/^text\/html\b/i.test(type)) throw new ProviderFailureError(webPage);
}

export function isJson(type: string): boolean {
  return /^application\/json\b/i.test(type);
}

/** @throws ProviderFailureError for a body that tells of an error under a status that means success */
export function refuseErrorBody(text: string): void {
  refuseErrorValue(parsed(text));
}

function refuseErrorValue(value: unknown): void {
  const error = errorIn(value);
  if (error !== undefined) throw new ProviderFailureError(errorBodyFailure(error));
}

/** The value of a JSON text; nothing for another: whoever reads the reply says what is wrong with it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function errorIn(told: unknown): unknown {
  // Google's streams without events are arrays, of an error too.
  const body: unknown = Array.isArray(told) ? told[0] : told;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  const { error, message, detail } = body as Readonly<Record<string, unknown>>;
  // A text under `message` says what is wrong; a reply's is an object.
  const isReply = replyKeys.some((key) => key in body && !(key === "message" && typeof message === "string"));
  if (isReply) return undefined;
  if (error !== undefined && error !== null && error !== "") return error;
  if (typeof message === "string" || "__type" in body) return body;
  return detail === undefined || typeof detail === "string" ? detail : JSON.stringify(detail);
}
