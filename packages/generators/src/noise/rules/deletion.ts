import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { joinPieces, textPieces } from "../text-pieces.ts";
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
      return joinPieces(pieces.filter((_, index) => !gone.has(index) && !isGapAfter(index))).trimStart();

      function isGapAfter(index: number): boolean {
        return gone.has(index - 1) && /^[ \t]+$/.test(pieces[index]?.text ?? "");
      }
    },
  };
}
