import { contentHash } from "@sdialog/core";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import type { Lexicon } from "./lexicon.ts";
import { spanish } from "./spanish.ts";

/** The languages there are lists of words for. */
export const lexicons: Readonly<Record<string, Lexicon>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};

const hashes = new Map<Lexicon, string>();

/** What a result records of the lists it was made with: language, version, and a hash that no edit leaves unchanged. */
export function lexiconId(lexicon: Lexicon): string {
  let hash = hashes.get(lexicon);
  if (hash === undefined) hashes.set(lexicon, (hash = contentHash(lexicon).slice(0, 8)));
  return `${lexicon.language}-${lexicon.version}-${hash}`;
}
