import { InvalidArgumentError } from "@sdialog/core";
import { checkModelName, isNestedTooDeep, mostNesting, readBounded } from "@sdialog/core/internal";
import type { Context } from "hono";
import type { z } from "zod";
import { checked } from "../protocol/checked.ts";

const mostBytes = 16 * 1024 * 1024;

/**
 * The JSON body of a request, checked.
 *
 * @param most bytes that it may have; they are counted before anything is made of them
 * @throws InvalidArgumentError naming the first wrong place, or for one that is too large
 */
export async function readRequest<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
  most = mostBytes,
): Promise<z.output<Schema>> {
  if (!/^application\/json\b/.test(context.req.header("content-type") ?? ""))
    throw new InvalidArgumentError("A request must be application/json");
  const text = await readBounded(context.req.raw.body, most, context.req.header("content-length"));
  if (text === undefined) throw new InvalidArgumentError(`A request may have ${most} bytes at most`);
  if (isNestedTooDeep(text))
    throw new InvalidArgumentError(`A request may be nested ${mostNesting} brackets deep at most`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError("The request is not valid JSON");
  }
  checkNames(body);
  return checked(schema, body);
}

/** What a page sends is kept and told again: a model's name may be nothing but a name. */
function checkNames(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  for (const [key, value] of Object.entries(body)) {
    if (typeof value !== "string") checkNames(value);
    else if (key === "model" || key === "embedder") checkModelName(value);
  }
}
