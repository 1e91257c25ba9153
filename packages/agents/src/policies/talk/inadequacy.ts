import { factsAsked, type Facts, factsTold, type Turn } from "@sdialog/core";
import { helpless } from "./helpless.ts";

/** Why an answer is of no use. */
export type Inadequacy = "empty" | "not_understood" | "repeated" | "asked_again";

/**
 * Why the last of `turns`, an answer to `agent`, is of no use: it is empty, says that it did not understand or cannot
 * help, repeats an earlier answer, or asks for what it was told before. Read from the words alone, so that a model is
 * not asked; nothing for an answer that may well be of use.
 */
export function inadequacy(turns: readonly Turn[], agent: string, facts: Facts): Inadequacy | undefined {
  const answer = turns.at(-1);
  if (answer === undefined || answer.speaker === agent) return undefined;
  const words = wordsOf(answer.text);
  if (words.length === 0) return "empty";
  if (helpless(answer.text)) return "not_understood";
  const earlier = turns.slice(0, -1);
  const repeated = earlier.some(({ speaker, text }) => speaker !== agent && isLike(wordsOf(text), words));
  if (repeated) return "repeated";
  // What stands in the user's last message may have crossed with the question.
  const own = earlier.filter(({ speaker }) => speaker === agent).map(({ text }) => text);
  const told = new Set(factsTold(own.join("\n"), facts));
  return factsAsked(answer.text, facts).names.some((name) => told.has(name)) ? "asked_again" : undefined;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Nearly the same words: nine in ten are shared, and there are enough of them to tell. */
function isLike(a: readonly string[], b: readonly string[]): boolean {
  const [first, second] = [new Set(a), new Set(b)];
  if (Math.min(first.size, second.size) < 4) return false;
  return [...first].filter((word) => second.has(word)).length >= 0.9 * Math.max(first.size, second.size);
}
