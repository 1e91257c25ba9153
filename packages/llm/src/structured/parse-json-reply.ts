import { canonicalJson } from "@sdialog/core";
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
    return {
      ok: false,
      problem: "the reply ends in the middle of its reasoning: what it says there is a draft",
    };
  const parts = jsonParts(said);
  const read = parts.map(readPart);
  const [first = { ok: false, problem: "the reply holds no JSON object or list" } as const, ...others] = read;
  if (!first.ok && others.length === 0) return first;
  if (read.some((part) => !part.ok || !first.ok || canonicalJson(part.value) !== canonicalJson(first.value)))
    return {
      ok: false,
      problem: `the reply holds ${read.length} different pieces of JSON: give the answer alone`,
    };
  if (others.length === 0 && isAmidSentence(said, parts[0] as string))
    return {
      ok: false,
      problem: "the JSON is inside a sentence, which may say anything about it: give the answer alone",
    };
  return first;
}

function readPart(part: string): ParsedReply {
  const exact = tryParse(part);
  if (exact !== undefined) return { ok: true, value: exact.value, repaired: true };
  try {
    return { ok: true, value: mendJson(part, bounds.depth), repaired: true };
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

/** Each code fence that holds a bracket, and the text beside them where it holds an object too; without any, the whole text. */
function jsonParts(text: string): string[] {
  const { inside, beside } = fences(text);
  const parts = inside.map(bracketed).filter((part) => part !== undefined);
  if (parts.length > 0 && !/\{\s{0,80}["'“][^"'”\n]{0,80}["'”]\s{0,8}:/.test(beside)) return parts;
  const whole = bracketed(parts.length > 0 ? beside : text);
  return whole === undefined ? parts : [...parts, whole];
}

/** From the first bracket to the last one of its kind. */
function bracketed(text: string): string | undefined {
  const start = text.search(/[{[]/);
  if (start === -1) return undefined;
  const end = text.lastIndexOf(text.charAt(start) === "{" ? "}" : "]");
  return end > start ? text.slice(start, end + 1) : text.slice(start);
}

/** What stands between each line that ends in ``` or ```json (or ~~~) and the next one that begins with it, and all other text. */
function fences(text: string): { readonly inside: readonly string[]; readonly beside: string } {
  const inside: string[] = [];
  const beside: string[] = [];
  let open: { readonly mark: string; readonly lines: string[] } | undefined;
  for (const line of text.split("\n")) {
    const mark = /(```|~~~)(?:json)?\s*$/i.exec(line)?.[1];
    if (open !== undefined && line.trimStart().startsWith(open.mark)) {
      inside.push(open.lines.join("\n"));
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (mark !== undefined) {
      beside.push(line.slice(0, line.lastIndexOf(mark)));
      open = { mark, lines: [] };
    } else beside.push(line);
  }
  // A fence that is never closed was cut: what it holds counts like any.
  if (open !== undefined) inside.push(open.lines.join("\n"));
  return { inside, beside: beside.join("\n") };
}

/** Whether a word leads on to the JSON without a colon: "I cannot answer in JSON like {…}" gives none. */
function isAmidSentence(text: string, part: string): boolean {
  const start = text.indexOf(part);
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /[\p{L}\p{N},]\s*$/u.test(line) && !/^\W*json\s*$/i.test(line);
}
