import { deepest } from "../json.ts";

/**
 * Most lists and objects within each other that are read. Everything that is written has fewer, rows with the deepest of
 * values in them included; what walks through one of any depth runs out of stack.
 */
export const mostNesting = 2 * deepest;

/** What is known of JSON text before it is read. */
export interface JsonSurvey {
  /** Whether more than {@link mostNesting} lists and objects lie within each other. */
  readonly isTooDeep: boolean;
  /** Whether there may be a number with so many digits that it is not held exactly. */
  readonly hasLongNumber: boolean;
}

/** Looks through JSON text once, over its strings in one step each; linear in its length. */
export function surveyJson(json: string): JsonSurvey {
  let [depth, digits] = [0, 0];
  let hasLongNumber = false;
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at);
    // Most of what stands outside strings, where somebody has indented it.
    if (character <= blank) continue;
    if (character >= zero && character <= nine) {
      if (++digits === longNumber) hasLongNumber = true;
      continue;
    }
    digits = 0;
    if (character === quote) {
      at = endOfString(json, at);
    } else if (character === bracket || character === brace) {
      if (++depth > mostNesting) return { isTooDeep: true, hasLongNumber };
    } else if (character === bracket + 2 || character === brace + 2) depth--;
  }
  return { isTooDeep: false, hasLongNumber };
}

/** Whether more than {@link mostNesting} lists and objects lie within each other in JSON text. */
export function isNestedTooDeep(json: string): boolean {
  return surveyJson(json).isTooDeep;
}

/** Where the string ends that begins with the quote at `start`; at the end of the text if nowhere. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === backslash) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}

/** Every whole number of fewer digits is held exactly. */
const longNumber = 16;
const [blank, quote, backslash, bracket, brace, zero, nine] = [0x20, 0x22, 0x5c, 0x5b, 0x7b, 0x30, 0x39];
