import { InvalidArgumentError } from "@sdialog/core";
import type { z } from "zod";

/** @throws InvalidArgumentError naming the first wrong place */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  throw new InvalidArgumentError(`${place === "" ? "request" : place}: ${issue?.message ?? "invalid"}`);
}
