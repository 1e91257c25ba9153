import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { joinPieces, textPieces } from "../text-pieces.ts";
import { assertShare } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

/** Sent too early: the end of the text is missing, at most `share` of its words; never code. */
export function truncation(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("truncation", arguments, 1);
  const { share = 0.3 } = checkOptions("truncation", options, { share: true });
  assertShare(share, "share");
  return {
    name: "truncation",
    apply(text, random) {
      const pieces = textPieces(text);
      const places = pieces.flatMap(({ isWord }, index) => (isWord ? [index] : []));
      const most = Math.min(places.length - 2, Math.floor(places.length * share));
      if (most < 1) return text;
      const cut = places[places.length - random.integer(1, most)] as number;
      // What must not be touched is not cut off either.
      if (pieces.slice(cut).some((piece) => !piece.isWord && /[`@]|:\/\//.test(piece.text))) return text;
      return joinPieces(pieces.slice(0, cut)).trimEnd();
    },
  };
}
