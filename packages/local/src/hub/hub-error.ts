import { HubApiError } from "@huggingface/hub";
import { HttpRefusalError, ModelError, type ModelErrorKind } from "@sdialog/llm";

const kinds: Readonly<Record<number, ModelErrorKind>> = {
  401: "authentication",
  403: "permission",
  404: "not_found",
  429: "rate_limit",
};

const hints: Partial<Record<ModelErrorKind, string>> = {
  authentication: "Check the name; for a private or gated model, pass apiKey or set HF_TOKEN.",
  permission: "Accept the model's licence on its page, and use a token that may read it.",
  not_found: "Check the name and the revision.",
  connection: "Check the network, or give the path of a folder with the model's files.",
};

/** What went wrong with the hub, in the terms of model errors. */
export function hubError(model: string, error: unknown): ModelError {
  if (ModelError.isInstance(error)) return error;
  if (error instanceof HttpRefusalError)
    return new ModelError(error.message, { kind: error.reason, model, hint: error.hint });
  if (!(error instanceof HubApiError)) {
    return new ModelError("the Hugging Face hub cannot be reached", {
      kind: "connection",
      model,
      hint: hints.connection,
    });
  }
  const kind = kinds[error.statusCode] ?? (error.statusCode >= 500 ? "server" : "invalid_request");
  return new ModelError(`the Hugging Face hub answered ${error.statusCode}`, {
    kind,
    model,
    status: error.statusCode,
    hint: hints[kind],
  });
}
