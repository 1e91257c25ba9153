import type { AnySchema } from "@sdialog/core";

export type Fitted =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/**
 * A value as an attribute's schema takes it. Files hold only text and models confuse 42 with "42", so a value that
 * does not fit is tried once more as the other of the two.
 */
export function fitValue(schema: AnySchema, value: unknown): Fitted {
  const direct = schema.safeParse(value);
  if (direct.success) return { ok: true, value: direct.data };
  const other = otherForm(value);
  if (other !== undefined) {
    const converted = schema.safeParse(other);
    if (converted.success) return { ok: true, value: converted.data };
  }
  return { ok: false, problem: direct.error.issues.map((issue) => issue.message).join("; ") };
}

function otherForm(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string" || value.trim() === "") return undefined;
  if (/^(?:true|false)$/i.test(value.trim())) return value.trim().toLowerCase() === "true";
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
