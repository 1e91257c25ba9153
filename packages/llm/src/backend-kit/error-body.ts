import type { ModelErrorKind } from "../errors/model-error.ts";
import { JsonBoundsError } from "../http/json-bounds-error.ts";
import { parseLargeJson } from "../http/parse-large-json.ts";
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

/** What an error's words mean when its code says nothing; the first that fits. */
const kindOfWords: readonly (readonly [RegExp, ModelErrorKind])[] = [
  [/rate.?limit|too many requests|\bqps\b|\b[rt]pm\b|limit (?:reached|exceeded)|throttl/i, "rate_limit"],
  [/overload|\bbusy\b|temporar|try again|unavailable/i, "overloaded"],
  [/timed? ?out/i, "timeout"],
  [
    /\bauthenti|unauthori[sz]ed|api.{0,8}key|\b(?:bad|invalid|wrong) (?:key|token)\b|\blog ?in\b/i,
    "authentication",
  ],
  [/forbidden|permission|denied|quota|balance|not (?:available|supported) in your\b/i, "permission"],
  [/context.{0,8}length|maximum context/i, "invalid_request"],
  [/not found|no route|does not exist|no such/i, "not_found"],
];

/**
 * What the error in a provider's body says, wherever the body came from: with another status, with 200, in a stream.
 * A code between 400 and 599 is taken for the status it stands for; of an error without a known code the words are
 * read.
 *
 * @param error what stands under `error`: a text, or an object with a message and a code
 * @param otherwise what an error of no known kind is taken for. Default: `server`, which may pass
 */
export function errorBodyFailure(error: unknown, otherwise: ModelErrorKind = "server"): ProviderFailure {
  const inner = innerError(error);
  if (inner !== undefined) return errorBodyFailure(inner, otherwise);
  const { message, code, type, status, __type } = (
    typeof error === "object" && error !== null ? error : { message: error }
  ) as Readonly<Record<string, unknown>>;
  const told = typeof message === "string" ? message : "the provider reports an error";
  for (const word of [code, type, status, __type]) {
    // Amazon's types may begin with the namespace they are from.
    const kind = typeof word === "string" ? kindOfCode[word.replace(/^.*#/, "")] : undefined;
    if (kind !== undefined) return { kind, message: told };
  }
  const http = [code, status].map(Number).find((number) => number >= 400 && number <= 599);
  if (http !== undefined) return { status: http, message: told };
  const onOneLine = told.replaceAll(/\s+/g, " ");
  return { kind: kindOfWords.find(([words]) => words.test(onOneLine))?.[1] ?? otherwise, message: told };
}

/** The error in a list of errors, or in an error that says nothing itself. */
function innerError(error: unknown): unknown {
  if (Array.isArray(error)) return (error as unknown[])[0];
  if (!isRecord(error) || typeof error["message"] === "string") return undefined;
  return isError(error["error"]) ? error["error"] : undefined;
}

/** Whether something stands under `error`: many servers put it into every reply, with nothing in it. */
export function isError(error: unknown): boolean {
  if (typeof error === "object" && error !== null) return Object.keys(error).length > 0;
  return error !== undefined && error !== null && error !== "" && error !== false;
}

/**
 * A proxy's login, or the page of a server whose programs are reached elsewhere: the address is wrong, and no call will
 * succeed. A server that has answered calls before says with it that it is out of order, which may pass.
 */
function webPage(hasAnswered: boolean): ProviderFailure {
  return {
    kind: hasAnswered ? "overloaded" : "not_found",
    message: "the server answered with a web page",
    hint: hasAnswered
      ? "It has answered before, so it may be down for a while, or something in between may be."
      : "Check that `baseURL` is right, `/v1` included where the server wants it, and that no proxy or login page answers in its place.",
  };
}

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
  let hasAnswered = false;
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get("content-type") ?? "";
    if (response.body === null) return response;
    // SDKs parse these, too, in one go; nobody reads more of them than a line.
    if (!response.ok)
      return new ReadResponse(
        response,
        (await response.text()).slice(0, mostOfError),
        undefined,
      ) as unknown as Response;
    refuseWebPage(type, hasAnswered);
    hasAnswered = true;
    if (!isJson(type)) return response;
    const text = await response.text();
    const value = await parsedBody(text);
    refuseErrorIn(value);
    return new ReadResponse(response, text, value) as unknown as Response;
  };
}

/**
 * @param hasAnswered whether the server has answered as it should before
 * @throws ProviderFailureError for the type of a web page under a status that means success
 */
export function refuseWebPage(type: string, hasAnswered: boolean): void {
  if (/^text\/html\b/i.test(type)) throw new ProviderFailureError(webPage(hasAnswered));
}

export function isJson(type: string): boolean {
  return /^application\/(?:problem\+)?json\b/i.test(type);
}

/** How much is kept of the body of an answer that failed. */
const mostOfError = 64 * 1024;
/** A text of more characters is not left to an SDK to find that it is not JSON: that may turn out at its end. */
const small = 256 * 1024;

/**
 * The value of a body, a large one parsed in pieces, between which everything else goes on; nothing for a small one that
 * is no JSON: whoever reads the reply says what is wrong with it.
 *
 * @throws ProviderFailureError for a large one that is not JSON, or is larger than any reply
 */
export async function parsedBody(text: string): Promise<unknown> {
  try {
    return await parseLargeJson(text);
  } catch (error) {
    if (text.length <= small) return undefined;
    const { message } = error as Error;
    throw new ProviderFailureError(
      error instanceof JsonBoundsError
        ? { kind: "too_large", message: `the answer is larger than any reply: ${message}` }
        : { kind: "malformed_response", message: `the answer is not JSON: ${message}` },
    );
  }
}

/** The error that a body tells of, for a body that was read, or a piece of a stream; nothing for a reply. */
export function errorIn(body: unknown): ProviderFailure | undefined {
  // Google's streams without events are arrays, of an error too.
  const told: unknown = Array.isArray(body) ? body[0] : body;
  return isRecord(told) ? failureIn(told) : undefined;
}

/** As {@link refuseErrorBody}, for what {@link errorIn} reads. */
export function refuseErrorIn(body: unknown): void {
  const failure = errorIn(body);
  if (failure !== undefined) throw new ProviderFailureError(failure);
}

type Body = Readonly<Record<string, unknown>>;

function failureIn(body: Body): ProviderFailure | undefined {
  const { error, message, detail } = body;
  const state = isRecord(body["base_resp"]) ? Number(body["base_resp"]["status_code"]) : 0;
  // A text under `message` says what is wrong; a reply's is an object.
  const isReply = replyKeys.some(
    (key) => (body[key] ?? undefined) !== undefined && !(key === "message" && typeof message === "string"),
  );
  if (isReply && state === 0) return undefined;
  if (error !== undefined && error !== null && error !== "") return errorBodyFailure(error);
  const other = otherDialect(body);
  // Their codes are numbers of their own: unless their words say that it may pass, it will not.
  if (other !== undefined) return errorBodyFailure(other, "invalid_request");
  if (typeof message === "string" || "__type" in body) return errorBodyFailure(body);
  // With a status, as the problems of RFC 9457 have it.
  const words = detail ?? body["title"];
  if (words === undefined || (detail === undefined && Number.isNaN(Number(body["status"] ?? undefined))))
    return undefined;
  const told = typeof words === "string" ? words : JSON.stringify(words);
  return errorBodyFailure({ message: told, code: body["code"], status: body["status"] });
}

/** An error where MiniMax, Cloudflare, Baidu, Zhipu, Tencent and Apigee have it: its words under names of their own. */
function otherDialect(body: Body): Body | undefined {
  const { base_resp: base, errors, fault, msg, code } = body;
  if (isRecord(base) && Number(base["status_code"]) !== 0)
    return { message: base["status_msg"], code: base["status_code"] };
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
  if (first !== undefined) return isRecord(first) ? first : { message: first };
  const inner = isRecord(body["Response"]) ? body["Response"]["Error"] : undefined;
  if (isRecord(inner)) return { message: inner["Message"], code: inner["Code"] };
  const words = body["error_msg"] ?? body["error_message"] ?? body["errorMessage"] ?? body["err_msg"];
  if (typeof words === "string" && words !== "")
    return { message: words, code: body["error_code"] ?? body["errorCode"] };
  if (typeof msg === "string" && ![0, 200].includes(Number(code))) return { message: msg, code };
  return isRecord(fault) ? { message: fault["faultstring"] } : undefined;
}

function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
