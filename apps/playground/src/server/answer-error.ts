import { visibleText } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import { HTTPException } from "hono/http-exception";
import type { Context } from "hono";

/** What the page is told when something went wrong. */
export interface PageError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Errors made for people are shown as they are; of others the page learns only that there was one. */
export function pageError(error: unknown): PageError {
  if (SDialogError.isInstance(error))
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    };
  return {
    code: "internal",
    message: "Something went wrong; the terminal that started the playground says what.",
  };
}

/** Answers a request that failed. */
export function answerError(error: unknown, context: Context): Response {
  if (error instanceof HTTPException) return error.getResponse();
  if (SDialogError.isInstance(error)) return context.json({ error: pageError(error) }, 400);
  // Whoever sent it is gone, and nobody reads the answer.
  if (context.req.raw.signal.aborted) return context.body(null, 400);
  process.stderr.write(
    `${visibleText(`${context.req.path}: ${error instanceof Error ? error.stack : String(error)}`)}\n`,
  );
  return context.json({ error: pageError(error) }, 500);
}
