import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { editWords, assertShare } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

const fillers = [
  "like",
  "um",
  "uh",
  "well",
  "basically",
  "actually",
  "you know",
  "I mean",
  "sort of",
  "kind of",
  "just",
];

/** Fillers in front of words. */
export function insertion(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("insertion", arguments, 1);
  const { share = 0.05 } = checkOptions("insertion", options, { share: true });
  assertShare(share, "share");
  return {
    name: "insertion",
    apply: (text, random) => editWords(text, share, random, (word) => `${random.pick(fillers)} ${word}`),
  };
}
