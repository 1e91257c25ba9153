import type { Pronunciations } from "./pronunciations.ts";
import { soundDistance } from "./sound-distance.ts";

/** What a word is taken for: the words that sound most like it. */
export interface Confusion {
  readonly word: string;
  /** 0: it sounds the same. */
  readonly distance: number;
}

/** How many words a word may be taken for. */
const most = 5;
/** Words that differ by more than this share of their sounds are not taken for each other. */
const farthest = 0.5;

/**
 * The words that sound most like a word, nearest first; those of a vocabulary before all others, since recognisers expect what
 * is talked about.
 *
 * @param word in lower case
 * @param vocabulary words in lower case
 * @returns none for a word whose pronunciation is not known, or that nothing sounds like
 */
export function confusionsOf(
  word: string,
  vocabulary: ReadonlySet<string>,
  pronunciations: Pronunciations,
): Confusion[] {
  const sounds = pronunciations.get(word);
  if (sounds === undefined) return [];
  const limit = farthest * sounds.length;
  const found: Confusion[] = [];
  for (const [other, their] of pronunciations) {
    if (other === word || Math.abs(their.length - sounds.length) > 1) continue;
    // What is not talked about has to sound more alike.
    const handicap = vocabulary.has(other) ? 0 : 0.4;
    const distance = soundDistance(sounds, their, limit - handicap) + handicap;
    if (distance <= limit) found.push({ word: other, distance });
  }
  return found.toSorted((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1)).slice(0, most);
}
