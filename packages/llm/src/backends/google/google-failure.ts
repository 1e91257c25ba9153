import { HttpResponseError, httpFailure } from "../../backend-kit/checked-fetch.ts";
import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";

/** Where credentials for Vertex AI come from. */
export const signInHint =
  "Run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS to a file of credentials.";

/** What an error of Google's SDK says. */
export function googleFailure(error: unknown): ProviderFailure | undefined {
  const failure = httpFailure(error);
  if (failure !== undefined) {
    const body = error instanceof HttpResponseError ? error.body : "";
    return { ...failure, retryAfterMs: failure.retryAfterMs ?? retryDelay(body) };
  }
  if (!(error instanceof Error)) return undefined;
  if (error.message.startsWith("Could not load the default credentials"))
    return {
      kind: "no_credentials",
      message: "no Google Cloud credentials were found",
      hint: signInHint,
    };
  if (error.message.startsWith("Unable to read the credential file"))
    return { kind: "no_credentials", message: error.message, hint: signInHint };
  if (error.message.startsWith("Incomplete JSON segment"))
    return { kind: "interrupted", message: "the connection was cut in the middle of the reply" };
  return undefined;
}

/** Google says how long to wait in the body: `"retryDelay": "7s"`. */
function retryDelay(body: string): number | undefined {
  const seconds = /"retryDelay":\s*"([\d.]+)s"/.exec(body)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
