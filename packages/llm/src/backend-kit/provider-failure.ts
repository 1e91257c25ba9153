import { errorChain } from "../errors/error-chain.ts";
import { ModelError, type ModelErrorKind } from "../errors/model-error.ts";
import type { Secrets } from "./secrets.ts";

/** What a provider's error says, as far as it matters. */
export interface ProviderFailure {
  /** Set when the provider's own code tells more than the status. */
  readonly kind?: ModelErrorKind | undefined;
  readonly status?: number | undefined;
  readonly message: string;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
}

/** Thrown while a reply is read, to report in the SDK's place what the provider said. */
export class ProviderFailureError extends Error {
  override readonly name = "ProviderFailureError";
  readonly failure: ProviderFailure;

  constructor(failure: ProviderFailure) {
    super("the provider broke off the reply");
    this.failure = failure;
  }

  /** The one among an error and what caused it. */
  static in(error: unknown): ProviderFailureError | undefined {
    return errorChain(error).find((one) => one instanceof ProviderFailureError);
  }
}

/** The model error for a provider's failure; every secret is taken out of its message. */
export function providerError(model: string, failure: ProviderFailure, secrets: Secrets): ModelError {
  const kind = failure.kind ?? kindOfStatus(failure.status);
  const message = secrets.redact(failure.message).replaceAll(/\s+/g, " ").slice(0, 500);
  return new ModelError(failure.status === undefined ? message : `${message} (HTTP ${failure.status})`, {
    kind,
    model,
    status: failure.status,
    retryAfterMs: failure.retryAfterMs,
    hint: failure.hint ?? hints[kind],
  });
}

const byStatus: Readonly<Record<number, ModelErrorKind>> = {
  401: "authentication",
  403: "permission",
  404: "not_found",
  408: "timeout",
  409: "server",
  425: "server",
  429: "rate_limit",
  503: "overloaded",
  504: "timeout",
  529: "overloaded",
};

/** What an HTTP status means for a model call. */
export function kindOfStatus(status: number | undefined): ModelErrorKind {
  if (status === undefined) return "connection";
  return byStatus[status] ?? (status >= 500 ? "server" : "invalid_request");
}

const hints: Partial<Record<ModelErrorKind, string>> = {
  no_credentials: "Set the backend's environment variable for its key, or pass `apiKey` in its options.",
  authentication: "Check the API key: the backend's environment variable, or `apiKey` in its options.",
  permission: "The key is valid but may not use this model.",
  not_found: "Check the model's name, and that the server has it.",
  connection: "Check that the server runs and that `baseURL` is right.",
  rate_limit: "Put withLimits() and withRetry() around the model.",
  overloaded: "Put withRetry() around the model.",
};
