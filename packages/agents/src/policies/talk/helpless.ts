import { phraseFinder } from "@sdialog/core/internal";
import { helpfulPhrases, helplessPhrases } from "./helpless-phrases.ts";
import {
  emptySolutionPhrases,
  refusalPhrases,
  solutionPhrases,
  unrefusingPhrases,
} from "./refusal-phrases.ts";

const lost = phraseFinder(helplessPhrases, helpfulPhrases);
const denies = phraseFinder(refusalPhrases, unrefusingPhrases);
const solves = phraseFinder(solutionPhrases, emptySolutionPhrases);

/**
 * Whether an answer admits that it does not answer: that it did not understand, does not know, cannot or may not. A clause that says
 * so counts as far as no other clause behind it offers something instead.
 */
export function helpless(text: string): boolean {
  const clauses = clausesOf(text);
  const last = clauses.findLastIndex(
    (clause) => lost(clause) || (!clause.endsWith("?") && denies(clause)) || isCurt(clause, clauses),
  );
  if (last === -1) return lost(text);
  return !clauses.slice(last + 1).some(solves);
}

/** Sentences, and the parts of them that a comma, a dash or a "but" sets apart. */
function clausesOf(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line) => line.split(apart))
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

const apart = /(?<=[.!?…;:,])\s|\s[–—-]\s|\s(?=(?:but|however|aber|jedoch|mais|cependant|pero|sondern)\s)/iu;

/** "Sorry?", "No, sorry.": an apology that is the whole answer. A bare "no" may well be what was asked for. */
function isCurt(clause: string, clauses: readonly string[]): boolean {
  return (
    apology.test(clause.trim()) && clauses.every((one) => bareNo.test(one.trim()) || apology.test(one.trim()))
  );
}

const apology =
  /^(?:(?:i'?m )?(?:so |very )?sorry|no,? sorry|sorry,? no|tut mir leid|leider (?:nein|nicht)|nein,? leider|désolée?|lo siento)\s*[.!?…,]*$/iu;
const bareNo = /^(?:no|nope|nein|non)\s*[.!,]*$/iu;
