import { jsonrepair, JSONRepairError } from "jsonrepair";

/** The JSON value found in a reply, or what kept it from being read. */
export type ParsedReply =
  | { readonly ok: true; readonly value: unknown; readonly repaired: boolean }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads the JSON value in a model's reply, looking past code fences, reasoning and chatter around it, and repairing
 * single quotes, trailing commas, comments and the like.
 */
export function parseJsonReply(text: string): ParsedReply {
  const whole = tryParse(text);
  if (whole !== undefined) return { ok: true, value: whole.value, repaired: false };
  const candidate = jsonPart(text.replaceAll(/<think>[\s\S]*?<\/think>/g, ""));
  if (candidate === undefined) return { ok: false, problem: "the reply holds no JSON object or list" };
  const exact = tryParse(candidate);
  if (exact !== undefined) return { ok: true, value: exact.value, repaired: true };
  try {
    return { ok: true, value: JSON.parse(jsonrepair(candidate)) as unknown, repaired: true };
  } catch (error) {
    if (!(error instanceof JSONRepairError || error instanceof SyntaxError)) throw error;
    return { ok: false, problem: `the reply is not JSON: ${error.message}` };
  }
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** From the first bracket to the last one of its kind: inside a code fence when there is one. */
function jsonPart(text: string): string | undefined {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/i.exec(text)?.[1];
  const body = fenced ?? text;
  const start = body.search(/[{[]/);
  if (start === -1) return undefined;
  const end = body.lastIndexOf(body.charAt(start) === "{" ? "}" : "]");
  return end > start ? body.slice(start, end + 1) : body.slice(start);
}
