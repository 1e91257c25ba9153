import { HttpRefusalError } from "./http-refusal-error.ts";

/** Text of up to this many characters is parsed in some 100 milliseconds, whatever is in it. */
const harmless = 1024 * 1024;
/**
 * Most strings, names, lists and objects of a text that is parsed in one go. Each takes a microsecond or so where all
 * differ, up to three on a busy machine. A chat answer of a million characters has a few dozen; one with twenty alternatives for every token has 84 for each, which is
 * enough for 2,300 tokens.
 */
const mostParts = 200_000;
const piece = 1024 * 1024;

/**
 * Refuses JSON that would hold everything else up while somebody parses it at once. It is looked through in pieces, between
 * which everything else goes on.
 *
 * @throws HttpRefusalError `too_large`
 */
export async function refuseManyParts(text: string): Promise<void> {
  if (text.length <= harmless) return;
  let parts = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    if (at % piece === 0) await new Promise((resolve) => setTimeout(resolve));
    const code = text.charCodeAt(at);
    if (isText && code === 0x5c) at++;
    else if (code === 0x22) {
      isText = !isText;
      if (isText) parts++;
    } else if (!isText && (code === 0x7b || code === 0x5b)) parts++;
    if (parts > mostParts)
      throw new HttpRefusalError(
        "too_large",
        `the answer has more than ${mostParts} strings, names, lists and objects`,
        "The server may be broken; if it gives probabilities, ask for fewer alternatives or fewer tokens.",
      );
  }
}
