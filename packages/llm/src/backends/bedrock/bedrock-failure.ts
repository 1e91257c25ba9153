import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";
import type { ModelErrorKind } from "../../errors/model-error.ts";

/** The fields of the SDK's service exceptions that matter here. */
interface ServiceException extends Error {
  readonly $metadata: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** What an error of the AWS SDK says; nothing for errors that did not come from the service. */
export function bedrockFailure(error: unknown): ProviderFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/CredentialsProviderError|TokenProviderError/.test(error.name))
    return {
      kind: "no_credentials",
      message: "no AWS credentials were found",
      hint: "Run `aws sso login`, or set AWS_PROFILE or an API key.",
    };
  const kind = kinds[error.name];
  if (!isServiceException(error)) {
    // An exception within a stream comes without a response of its own.
    return kind === undefined ? undefined : { kind, message: error.message };
  }
  const status = error.$metadata.httpStatusCode;
  // A reply that cannot be read comes with the status of the response it could not be read from.
  if (kind === undefined && (status === undefined || status < 400)) return undefined;
  const headers = error.$response?.headers;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined || status < 400 ? {} : { status }),
    message: error.message === "" ? error.name : error.message,
    retryAfterMs: retryAfterMs((name) => headers?.[name]),
  };
}

const kinds: Readonly<Record<string, ModelErrorKind>> = {
  AccessDeniedException: "permission",
  ExpiredTokenException: "authentication",
  InvalidSignatureException: "authentication",
  MissingAuthenticationTokenException: "authentication",
  UnrecognizedClientException: "authentication",
  ResourceNotFoundException: "not_found",
  ValidationException: "invalid_request",
  ThrottlingException: "rate_limit",
  ServiceQuotaExceededException: "rate_limit",
  ModelNotReadyException: "overloaded",
  ServiceUnavailableException: "overloaded",
  ModelTimeoutException: "timeout",
  ModelErrorException: "server",
  ModelStreamErrorException: "server",
  InternalServerException: "server",
};

function isServiceException(error: Error): error is ServiceException {
  return "$metadata" in error && typeof error.$metadata === "object" && error.$metadata !== null;
}
