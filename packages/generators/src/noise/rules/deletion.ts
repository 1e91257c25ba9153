import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { textPieces } from "../text-pieces.ts";
import { assertShare } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

/** Words left out. A text of three words or fewer is left alone, and two words always remain. */
export function deletion(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("deletion", arguments, 1);
  const { share = 0.05 } = checkOptions("deletion", options, { share: true });
  assertShare(share, "share");
  return {
    name: "deletion",
    apply(text, random) {
      const pieces = textPieces(text);
      const places = pieces.flatMap(({ isWord }, index) => (isWord ? [index] : []));
      if (places.length <= 3) return text;
      const wanted = Math.min(places.length - 2, Math.max(1, Math.floor(places.length * share)));
      const gone = new Set(random.sample(places, wanted));
      let left = "";
      let isGap = false;
      for (const [index, piece] of pieces.entries()) {
        if (!gone.has(index)) left = isGap ? closed(left, piece.text) : left + piece.text;
        isGap = gone.has(index);
      }
      return isGap ? withoutLastBlanks(left) : left;
    },
  };
}

/** What stood before a word and what comes after it, without a blank too many. */
function closed(before: string, after: string): string {
  const rest = after.replace(/^[ \t]+/, "");
  if (/^[\n\r.,;:!?)]/.test(rest)) return withoutLastBlanks(before) + rest;
  return before === "" || /\s$/.test(before) ? before + rest : before + after;
}

function withoutLastBlanks(text: string): string {
  let end = text.length;
  while (text[end - 1] === " " || text[end - 1] === "\t") end--;
  return text.slice(0, end);
}
