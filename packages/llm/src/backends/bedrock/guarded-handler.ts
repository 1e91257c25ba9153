import { pipeline, Readable, Transform } from "node:stream";
import { text } from "node:stream/consumers";
import type * as SDK from "@aws-sdk/client-bedrock-runtime";
import { isJson, parsedBody, refuseErrorIn, refuseWebPage } from "../../backend-kit/error-body.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import { WholeReplyError } from "../../backend-kit/whole-replies.ts";
import {
  answerTooLarge,
  eventTooLarge,
  type HttpRefusalError,
  redirectRefused,
  redirectWithoutTarget,
} from "../../http/http-refusal-error.ts";
import { refuseManyParts } from "../../http/refuse-many-parts.ts";
import { responseLimit } from "../../http/response-limit.ts";
import { maxEventBytes } from "../../backend-kit/backend-fetch.ts";
import { FrameMeter } from "./frame-meter.ts";
import { sendOverHttp1, speaksNoHttp2 } from "./send-over-http1.ts";

type Handler = SDK.BedrockRuntimeClient["config"]["requestHandler"];
interface Configurable {
  updateHttpClientConfig(key: string, value: unknown): void;
}

/**
 * The SDK's own way to send (HTTP/2; HTTP/1.1 to whom answers nothing else), under the rules of `guardedFetch`: it follows no redirect by itself, which is
 * told as one, of an answer, and of one event of a stream, no more is read than allowed, an error told under a status that means success is one, and
 * so is a whole reply to the wish for a stream, a `WholeReplyError`.
 */
export function guardedHandler(handler: Handler, secrets: Secrets, limit?: number): Handler {
  const guarded = Object.create(handler) as Handler & Configurable;
  let hasAnswered = false;
  let isOld = false;
  const sent: Handler["handle"] = async (request, options) => {
    const { abortSignal: signal } = (options ?? {}) as { readonly abortSignal?: AbortSignal };
    if (!isOld)
      try {
        return await handler.handle(request, options);
      } catch (error) {
        if (hasAnswered || !speaksNoHttp2(error) || signal?.aborted === true) throw error;
      }
    const output = await sendOverHttp1(request, signal);
    isOld = true;
    return output;
  };
  guarded.handle = async (request, options) => {
    secrets.noteSent(request.headers);
    const output = await sent(request, options);
    const { response } = output;
    if (response.statusCode >= 300 && response.statusCode < 400) {
      const { protocol, hostname, port } = request;
      const from = new URL(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${request.path}`);
      throw redirectFrom(from, response.statusCode, response.headers["location"]);
    }
    if (isReadable(response.body))
      response.body = pipeline(
        response.body,
        counter(limit ?? responseLimit(), isEventStream(response.headers) ? new FrameMeter() : undefined),
        () => undefined,
      );
    if (response.statusCode < 300) {
      refuseWebPage(response.headers["content-type"] ?? "", hasAnswered);
      hasAnswered = true;
      response.body = await checkedBody(response, request.path);
    }
    return output;
  };
  // Methods of the handler write into its own fields.
  guarded.destroy = () => handler.destroy?.();
  guarded.updateHttpClientConfig = (key, value) =>
    (handler as Handler & Configurable).updateHttpClientConfig(key, value);
  return guarded;
}

/** The signature of a request is for one address: none is followed, not on the same server either. */
function redirectFrom(from: URL, status: number, location: string | undefined): HttpRefusalError {
  if (location === undefined || !URL.canParse(location, from.href))
    return redirectWithoutTarget(from, status);
  const to = new URL(location, from);
  return to.origin === from.origin ? redirectWithoutTarget(from, status, to) : redirectRefused(from, to);
}

async function checkedBody(
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body?: unknown },
  path: string,
): Promise<unknown> {
  const type = headers["content-type"] ?? "";
  if (!isJson(type) || !isReadable(body)) return body;
  const read = await text(body);
  const value = await parsedBody(read);
  refuseErrorIn(value);
  if (value !== undefined && path.endsWith("/converse-stream")) throw new WholeReplyError(value);
  // The SDK parses it in one go.
  await refuseManyParts(read);
  return Readable.from([Buffer.from(read)]);
}

function isReadable(body: unknown): body is Readable {
  return typeof body === "object" && body !== null && "pipe" in body;
}

function isEventStream(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-type"]?.startsWith("application/vnd.amazon.eventstream") === true;
}

function counter(limit: number, frames: FrameMeter | undefined): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.length;
      if (length > limit) done(answerTooLarge(limit));
      else if (frames !== undefined && frames.take(chunk) > maxEventBytes) done(eventTooLarge(maxEventBytes));
      else done(null, chunk);
    },
  });
}
