import { deepest } from "../json.ts";

/**
 * Most lists and objects within each other that are read. Everything that is written has fewer, rows with the deepest of
 * values in them included; what walks through one of any depth runs out of stack.
 */
export const mostNesting = 2 * deepest;

/** Whether more than {@link mostNesting} lists and objects lie within each other in JSON text; linear in its length. */
export function isNestedTooDeep(json: string): boolean {
  let depth = 0;
  let within = false;
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at);
    if (character === quote) within = !within;
    else if (within) {
      if (character === backslash) at++;
    } else if (character === bracket || character === brace) {
      if (++depth > mostNesting) return true;
    } else if (character === bracket + 2 || character === brace + 2) depth--;
  }
  return false;
}

const [quote, backslash, bracket, brace] = [0x22, 0x5c, 0x5b, 0x7b];
