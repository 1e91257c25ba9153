import { SDialogError } from "@sdialog/core";
import { SpeechError, type SpeechErrorKind } from "../speech-error.ts";
import { TooLargeError } from "./bounded-bytes.ts";

/**
 * What an error of a provider's SDK means. Its message is left out, since providers quote headers and keys in theirs; the
 * status and the kind are told.
 */
export function httpFailure(model: string, error: unknown): SDialogError {
  const tooLarge = tooLargeIn(error);
  if (tooLarge !== undefined)
    return new SpeechError(tooLarge.message, { kind: "too_large", model, hint: "Raise maxResponseBytes." });
  if (SpeechError.isInstance(error)) return error;
  if (SDialogError.isInstance(error) && error.code === "data_format")
    return new SpeechError(`the answer is not audio: ${error.message}`, { kind: "malformed_audio", model });
  // The AWS SDK looks for credentials in its own places, and says by this name that it has found none.
  if (error instanceof Error && error.name === "CredentialsProviderError")
    return new SpeechError("no credentials were found", {
      kind: "no_credentials",
      model,
      hint: "Set the environment variables, or write the files, that the provider's SDK reads.",
    });
  const status = statusOf(error);
  if (status === undefined) {
    const timedOut = error instanceof Error && /time(?:d )?-?out/i.test(`${error.name} ${error.message}`);
    return timedOut
      ? new SpeechError("no answer came in time", { kind: "timeout", model, hint: "Raise timeoutMs." })
      : new SpeechError("the server was not reached, or broke off its answer", {
          kind: "connection",
          model,
          hint: "Check its address, and that it answers without a redirect.",
        });
  }
  return new SpeechError(`the server answered with the status ${status}`, {
    kind: kindOf(status),
    model,
    status,
    hint: hints[kindOf(status)],
  });
}

const hints: Readonly<Partial<Record<SpeechErrorKind, string>>> = {
  authentication: "Check the key, and what it may do.",
  invalid_request: "Check the names of the model and the voice.",
  rate_limit: "Wait, or say fewer things at once.",
};

function kindOf(status: number): SpeechErrorKind {
  if (status === 401 || status === 403) return "authentication";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limit";
  return status >= 500 ? "server" : "invalid_request";
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { status, statusCode, httpStatusCode, $metadata } = error as {
    readonly status?: unknown;
    readonly statusCode?: unknown;
    readonly httpStatusCode?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: unknown };
  };
  const found = [status, statusCode, httpStatusCode, $metadata?.httpStatusCode].find(
    (value) => typeof value === "number",
  );
  return typeof found === "number" ? found : undefined;
}

/** SDKs wrap what their `fetch` throws. */
function tooLargeIn(error: unknown): Error | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at instanceof TooLargeError || (SDialogError.isInstance(at) && at.code === "http_too_large"))
      return at;
  return undefined;
}
