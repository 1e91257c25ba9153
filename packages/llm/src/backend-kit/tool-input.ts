import { isNestedTooDeep } from "@sdialog/core/internal";
import { longestReply } from "./longest-reply.ts";

/**
 * The arguments of a tool call as the model wrote them: parsed, or the text itself when it is not JSON, or nested so deep
 * that it could not be written again. JSON within a JSON text is parsed as well, since some servers encode arguments twice; arguments a server sends parsed already are
 * taken as they are.
 */
export function parseToolInput(input: unknown): unknown {
  if (input === null || input === undefined) return {};
  if (typeof input !== "string") return input;
  // Refused by whoever takes the call in.
  if (input.length > longestReply) return input;
  if (input.trim() === "") return {};
  const value = parsed(input);
  if (value === null) return {};
  const inner = typeof value === "string" ? parsed(value) : undefined;
  return typeof inner === "object" && inner !== null ? inner : (value ?? input);
}

function parsed(text: string): unknown {
  if (isNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Tool arguments as text, for protocols that carry them so. */
export function toolInputText(input: unknown): string {
  return typeof input === "string" ? input : JSON.stringify(input ?? {});
}

/** Tool arguments as an object, for protocols that carry them so. */
export function toolInputObject(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : { input };
}
