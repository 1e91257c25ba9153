import { pipeline, type Readable, Transform } from "node:stream";
import type * as SDK from "@aws-sdk/client-bedrock-runtime";
import type { Secrets } from "../../backend-kit/secrets.ts";
import { defaultMaxResponseBytes } from "../../http/guarded-fetch.ts";
import { answerTooLarge, redirectRefused } from "../../http/http-refusal-error.ts";

type Handler = SDK.BedrockRuntimeClient["config"]["requestHandler"];
interface Configurable {
  updateHttpClientConfig(key: string, value: unknown): void;
}

/**
 * The SDK's own way to send (HTTP/2), under the rules of `guardedFetch`: it follows no redirect by itself, which is
 * told as one, and of an answer no more is read than allowed.
 */
export function guardedHandler(
  handler: Handler,
  secrets: Secrets,
  limit: number = defaultMaxResponseBytes,
): Handler {
  const guarded = Object.create(handler) as Handler & Configurable;
  guarded.handle = async (request, options) => {
    secrets.noteSent(request.headers);
    const output = await handler.handle(request, options);
    const { response } = output;
    const location = response.headers["location"];
    const asked = `${request.protocol}//${request.hostname}${request.port === undefined ? "" : `:${request.port}`}`;
    if (response.statusCode >= 300 && response.statusCode < 400 && URL.canParse(location ?? "", asked))
      throw redirectRefused(new URL(asked), new URL(location ?? "", asked));
    if (isReadable(response.body)) response.body = pipeline(response.body, counter(limit), () => undefined);
    return output;
  };
  // Methods of the handler write into its own fields.
  guarded.destroy = () => handler.destroy?.();
  guarded.updateHttpClientConfig = (key, value) =>
    (handler as Handler & Configurable).updateHttpClientConfig(key, value);
  return guarded;
}

function isReadable(body: unknown): body is Readable {
  return typeof body === "object" && body !== null && "pipe" in body;
}

function counter(limit: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      length += chunk.length;
      if (length > limit) done(answerTooLarge(limit));
      else done(null, chunk);
    },
  });
}
