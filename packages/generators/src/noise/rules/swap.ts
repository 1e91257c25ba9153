import { checkArguments, checkOptions, checkCount } from "@sdialog/core/internal";
import { joinPieces, textPieces } from "../text-pieces.ts";
import type { NoiseRule } from "./noise-rule.ts";

/**
 * Neighbouring words change places, `times` times, at most once per word.
 *
 * @throws InvalidArgumentError when `times` is not a whole number of at least 1
 */
export function swap(options: { readonly times?: number } = {}): NoiseRule {
  checkArguments("swap", arguments, 1);
  const { times = 1 } = checkOptions("swap", options, { times: true });
  checkCount("times", times, 1);
  return {
    name: "swap",
    apply(text, random) {
      const pieces = textPieces(text);
      // Only words with nothing but blanks between them: a swap never crosses a line, a sentence or code.
      const pairs = pieces.flatMap((piece, index) => {
        const [gap, next] = [pieces[index + 1], pieces[index + 2]];
        const together =
          piece.isWord && next?.isWord === true && gap !== undefined && /^[ \t]+$/.test(gap.text);
        return together && piece.text !== next.text ? [index] : [];
      });
      const touched = new Set<number>();
      for (const index of random.shuffle(pairs)) {
        if (touched.size === 2 * times) break;
        if (touched.has(index) || touched.has(index + 2)) continue;
        [pieces[index], pieces[index + 2]] = [
          pieces[index + 2] as (typeof pieces)[number],
          pieces[index] as (typeof pieces)[number],
        ];
        touched.add(index).add(index + 2);
      }
      return joinPieces(pieces);
    },
  };
}
