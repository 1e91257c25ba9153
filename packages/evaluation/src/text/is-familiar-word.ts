import { daleChall } from "dale-chall";

const familiar = new Set(daleChall);

/**
 * Whether a lower-case word is on the Dale–Chall list of 1995, or a regular inflection of one that is: possessive,
 * plural and third person, past, -ing, comparative and superlative, hyphenated from familiar words, or a number.
 */
export function isFamiliarWord(word: string): boolean {
  if (familiar.has(word) || familiar.has(`${word}.`) || /^[\d.,'-]+$/.test(word)) return true;
  if (word.includes("-")) return word.split("-").every((part) => part === "" || isFamiliarWord(part));
  return baseForms(word).some((base) => familiar.has(base));
}

/** What the word may be an inflection of, by the rules of English spelling. */
function baseForms(word: string): string[] {
  const bases: string[] = [];
  const possessive = /^(.+)'s?$/.exec(word)?.[1];
  if (possessive !== undefined) bases.push(possessive, ...baseForms(possessive));
  const plural = /^(.+?)(?:s|es)$/.exec(word)?.[1];
  if (plural !== undefined) bases.push(word.slice(0, -1), word.replace(/es$/, ""), word.replace(/ies$/, "y"));
  const stem = /^(.{2,}?)(?:ed|ing|er|est)$/.exec(word)?.[1];
  if (stem !== undefined) {
    bases.push(stem, `${stem}e`, stem.replace(/i$/, "y"), stem.replace(/([bdfglmnprt])\1$/, "$1"));
  }
  return bases;
}
