import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Random } from "@sdialog/core";
import { assertShare, editWords } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

/** Slips of the pen inside words: two letters swapped, one left out, or one doubled. */
export function typo(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("typo", arguments, 1);
  const { share = 0.1 } = checkOptions("typo", options, { share: true });
  assertShare(share, "share");
  return { name: "typo", apply: (text, random) => editWords(text, share, random, slip) };
}

function slip(word: string, random: Random): string | undefined {
  const letters = [...word];
  if (letters.length < 3) return undefined;
  // The first letter is hardly ever wrong.
  const place = random.integer(1, letters.length - 2);
  const [letter, next] = [letters[place] as string, letters[place + 1] as string];
  const slips = [[next, letter], [next], [letter, letter, next]].map((slipped) =>
    letters.toSpliced(place, 2, ...slipped).join(""),
  );
  return random.pick(slips.filter((slipped) => slipped !== word));
}
