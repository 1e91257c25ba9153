import { spokenPart } from "../thoughts/spoken-part.ts";
import { mendJson, UnreadableJsonError } from "./mend-json.ts";

/** The JSON value found in a reply, or why none could be read. */
export type ParsedReply =
  | { readonly ok: true; readonly value: unknown; readonly repaired: boolean }
  | { readonly ok: false; readonly problem: string };

/** Longest text that is mended, in UTF-16 units, and deepest nesting that is read: models write nothing like either. */
const bounds = { length: 1_000_000, depth: 200 };

/**
 * Reads the JSON value in a model's reply, looking past code fences, reasoning and chatter around it, and repairing
 * single quotes, trailing commas, comments and the like. Takes time linear in the length of the reply, whatever it holds.
 */
export function parseJsonReply(text: string): ParsedReply {
  if (nesting(text) > bounds.depth)
    return { ok: false, problem: `the reply is nested deeper than ${bounds.depth} brackets` };
  const whole = tryParse(text);
  if (whole !== undefined) return { ok: true, value: whole.value, repaired: false };
  if (text.length > bounds.length)
    return {
      ok: false,
      problem: `the reply is not JSON, and at over ${bounds.length} characters too long to mend`,
    };
  const said = spokenPart(text);
  if (said === null)
    return { ok: false, problem: "the reply ends amid its reasoning: what stands there is a draft" };
  const candidate = jsonPart(said);
  if (candidate === undefined) return { ok: false, problem: "the reply holds no JSON object or list" };
  const exact = tryParse(candidate);
  if (exact !== undefined) return { ok: true, value: exact.value, repaired: true };
  try {
    return { ok: true, value: mendJson(candidate, bounds.depth), repaired: true };
  } catch (error) {
    if (!(error instanceof UnreadableJsonError)) throw error;
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

/** Most brackets open at once, those within strings included. */
function nesting(text: string): number {
  let deepest = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** From the first bracket to the last one of its kind: inside a code fence when there is one. */
function jsonPart(text: string): string | undefined {
  const body = fenced(text) ?? text;
  const start = body.search(/[{[]/);
  if (start === -1) return undefined;
  const end = body.lastIndexOf(body.charAt(start) === "{" ? "}" : "]");
  return end > start ? body.slice(start, end + 1) : body.slice(start);
}

/** What stands between a line that ends in ``` or ```json and the next one that begins with ```. */
function fenced(text: string): string | undefined {
  const lines = text.split("\n");
  const opening = lines.findIndex((line) => /```(?:json)?\s*$/i.test(line));
  if (opening === -1) return undefined;
  const length = lines.slice(opening + 1).findIndex((line) => line.trimStart().startsWith("```"));
  return length === -1 ? undefined : lines.slice(opening + 1, opening + 1 + length).join("\n");
}
