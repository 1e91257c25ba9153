import type { Context } from "hono";
import type { z } from "zod";
import { RequestError } from "./request-error.ts";
import type { ServerContext } from "./server-context.ts";

/** The request's JSON body, checked. @throws RequestError 400 naming the wrong place, 413 for a body that is too large */
export async function readBody<Schema extends z.ZodType>(
  { maxBodyBytes }: ServerContext,
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(context, maxBodyBytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest("the body is not valid JSON");
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join(".") ?? "";
  throw badRequest(`${place === "" ? "body" : place}: ${issue?.message ?? "invalid"}`);
}

export function badRequest(message: string): RequestError {
  return new RequestError(message, { status: 400, code: "invalid_request" });
}

/** Counts while reading, since a sender need not say how much will come. */
async function readText(context: Context, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new RequestError(`the body is larger than ${maxBytes} bytes`, { status: 413, code: "body_too_large" });
  if (Number(context.req.header("content-length") ?? 0) > maxBytes) throw tooLarge();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of context.req.raw.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
