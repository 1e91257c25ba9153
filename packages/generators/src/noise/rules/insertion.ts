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
export function insertion({ share = 0.05 }: { readonly share?: number } = {}): NoiseRule {
  assertShare(share, "share");
  return {
    name: "insertion",
    apply: (text, random) => editWords(text, share, random, (word) => `${random.pick(fillers)} ${word}`),
  };
}
