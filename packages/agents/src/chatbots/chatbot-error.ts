import { SDialogError } from "@sdialog/core";

/**
 * What went wrong between us and a chatbot. `error`: it answered with an error. `timeout`: no answer in time.
 * `protocol`: an answer came, but not in the form described. `unreachable`: no connection, or a broken one.
 */
export type ChatbotErrorKind = "error" | "timeout" | "protocol" | "unreachable";

/** A chatbot gave no answer. Code `chatbot_<kind>`. Holds no header, query or key. */
export class ChatbotError extends SDialogError {
  override readonly name = "ChatbotError";
  readonly kind: ChatbotErrorKind;
  /** HTTP status, when there was one. */
  readonly status: number | undefined;
  /** What it had said before it failed, where it said anything. */
  readonly said: string | undefined;

  constructor(
    message: string,
    options: {
      readonly kind: ChatbotErrorKind;
      readonly status?: number | undefined;
      readonly said?: string | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, { code: `chatbot_${options.kind}`, hint: options.hint, cause: options.cause });
    this.kind = options.kind;
    this.status = options.status;
    this.said = options.said;
  }

  static override isInstance(error: unknown): error is ChatbotError {
    return SDialogError.isInstance(error) && error.code.startsWith("chatbot_");
  }
}

/** An error of the network, or whatever else a chatbot's code threw, as a {@link ChatbotError}. */
export function chatbotErrorOf(error: unknown, signal: AbortSignal | undefined): ChatbotError {
  if (ChatbotError.isInstance(error)) return error;
  const codes = [error, (error as { readonly cause?: unknown } | null)?.cause].map((one) =>
    String((one as { readonly code?: unknown } | null)?.code),
  );
  const message = error instanceof Error ? error.message : String(error);
  if (signal?.aborted === true && isTimeout(signal.reason))
    return new ChatbotError("no answer within the time allowed", { kind: "timeout", cause: error });
  if (isTimeout(error))
    return new ChatbotError("no answer within the time allowed", { kind: "timeout", cause: error });
  const network = codes.find((code) => networkCodes.has(code));
  if (network !== undefined)
    return new ChatbotError(`it cannot be reached (${network})`, {
      kind: "unreachable",
      hint: "Check the address, and that the chatbot is running.",
      cause: error,
    });
  return new ChatbotError(message, { kind: "error", status: statusIn(error), cause: error });
}

/** The HTTP status with which a chatbot's own model or service refused, where its kit says so. */
function statusIn(error: unknown): number | undefined {
  const { status, statusCode, lastError } = (error ?? {}) as {
    readonly status?: unknown;
    readonly statusCode?: unknown;
    readonly lastError?: unknown;
  };
  const found = status ?? statusCode;
  if (typeof found === "number") return found;
  return lastError === undefined || lastError === error ? undefined : statusIn(lastError);
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === "TimeoutError" || error.name === "APIConnectionTimeoutError")
  );
}

const networkCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
]);
