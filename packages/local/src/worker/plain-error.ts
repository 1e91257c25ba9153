import { DataFormatError, InvalidArgumentError, SDialogError } from "@sdialog/core";
import { ModelError, type ModelErrorKind } from "@sdialog/llm";

/** An error as plain data: classes do not survive the way between threads. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly hint: string | undefined;
  readonly source?: string | undefined;
  readonly kind?: ModelErrorKind | undefined;
}

/** Anything thrown, as data. What was not thrown on purpose becomes an error of the model named. */
export function plainError(error: unknown, model: string): PlainError {
  if (!SDialogError.isInstance(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return plainError(new ModelError(message.split("\n", 1)[0] ?? "", { kind: "server", model }), model);
  }
  return {
    name: error.name,
    message: error.message,
    code: error.code,
    hint: error.hint,
    ...(error instanceof DataFormatError ? { source: error.source } : {}),
    ...(error instanceof ModelError ? { kind: error.kind } : {}),
  };
}

/** The error that {@link plainError} was made from. */
export function revivedError(plain: PlainError, model: string): SDialogError {
  const { message, hint } = plain;
  const unprefixed = (prefix: string | undefined): string =>
    prefix !== undefined && message.startsWith(`${prefix}: `) ? message.slice(prefix.length + 2) : message;
  if (plain.kind !== undefined) return new ModelError(unprefixed(model), { kind: plain.kind, model, hint });
  if (plain.name === "DataFormatError")
    return new DataFormatError(unprefixed(plain.source), { source: plain.source, hint });
  if (plain.name === "InvalidArgumentError") return new InvalidArgumentError(message, { hint });
  return new SDialogError(message, { code: plain.code, hint });
}
