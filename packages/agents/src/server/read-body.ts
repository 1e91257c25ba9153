import { isNestedTooDeep, mostNesting, readBounded } from "@sdialog/core/internal";
import type { Context } from "hono";
import type { z } from "zod";
import { refuseMedia } from "./media-fields.ts";
import { badRequest, RequestError } from "./request-error.ts";
import type { ServerContext } from "./server-context.ts";

/** The request's JSON body, checked. @throws RequestError 400 naming the wrong place, 413 for a body that is too large */
export async function readBody<Schema extends z.ZodType>(
  { maxBodyBytes }: ServerContext,
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readBounded(context.req.raw.body, maxBodyBytes, context.req.header("content-length"));
  if (text === undefined)
    throw new RequestError(`the body is larger than ${maxBodyBytes} bytes`, {
      status: 413,
      code: "body_too_large",
    });
  if (isNestedTooDeep(text)) throw badRequest(`the body is nested deeper than ${mostNesting} brackets`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest("the body is not valid JSON");
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) {
    refuseMedia(parsed.data as Readonly<Record<string, unknown>>);
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join(".") ?? "";
  throw badRequest(`${place === "" ? "body" : place}: ${issue?.message ?? "invalid"}`);
}
