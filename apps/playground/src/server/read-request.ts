import { InvalidArgumentError } from "@sdialog/core";
import type { Context } from "hono";
import type { z } from "zod";

/**
 * The JSON body of a request, checked.
 * @throws InvalidArgumentError naming the first wrong place
 */
export async function readRequest<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (!/^application\/json\b/.test(context.req.header("content-type") ?? ""))
    throw new InvalidArgumentError("A request must be application/json");
  const body: unknown = await context.req.json().catch(() => {
    throw new InvalidArgumentError("The request is not valid JSON");
  });
  return checked(schema, body);
}

/** @throws InvalidArgumentError naming the first wrong place */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  throw new InvalidArgumentError(`${place === "" ? "request" : place}: ${issue?.message ?? "invalid"}`);
}
