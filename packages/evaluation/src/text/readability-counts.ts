import type { DialogText } from "./dialog-text.ts";
import { isEnglish } from "./is-english.ts";
import { splitSentences } from "./split-sentences.ts";
import type { SyllableCounter } from "./syllable-counter.ts";

/** What the readability formulas are made of. */
export interface ReadabilityCounts {
  /** Words with a letter in them, in order. */
  readonly words: readonly string[];
  /** Syllables of each word. */
  readonly syllables: readonly number[];
  /** Words of each sentence that has any; a sentence never goes beyond its turn. */
  readonly sentenceLengths: readonly number[];
  readonly letters: number;
  /** Letters and digits. */
  readonly characters: number;
}

const letter = /\p{L}/gu;
const letterOrDigit = /[\p{L}\p{N}]/gu;
const asciiLetters = /^[a-z]+$/;

const known = new WeakMap<DialogText, Map<SyllableCounter, ReadabilityCounts | null>>();

/**
 * Counts a dialogue's text once for all formulas. `null` when it has no words, or is in another language: the formulas
 * were fitted to English.
 */
export function readabilityCounts(
  text: DialogText,
  words: (text: string) => readonly string[],
  syllables: SyllableCounter,
): ReadabilityCounts | null {
  const byCounter = known.get(text) ?? new Map<SyllableCounter, ReadabilityCounts | null>();
  known.set(text, byCounter);
  let counts = byCounter.get(syllables);
  if (counts === undefined) {
    counts = isEnglish(text) ? count(text, words, syllables) : null;
    byCounter.set(syllables, counts);
  }
  return counts;
}

function count(
  text: DialogText,
  tokenize: (text: string) => readonly string[],
  countSyllables: SyllableCounter,
): ReadabilityCounts | null {
  const words: string[] = [];
  const sentenceLengths: number[] = [];
  let letters = 0;
  let characters = 0;
  for (const turn of text.turns) {
    const sentences = splitSentences(turn.text);
    for (const sentence of sentences) {
      const before = words.length;
      // Most turns are one sentence, whose words are known already.
      for (const word of sentences.length === 1 ? turn.words : tokenize(sentence)) {
        if (asciiLetters.test(word)) {
          letters += word.length;
          characters += word.length;
          words.push(word);
          continue;
        }
        const inWord = occurrences(word, letter);
        if (inWord === 0) continue;
        letters += inWord;
        characters += occurrences(word, letterOrDigit);
        words.push(word);
      }
      if (words.length > before) sentenceLengths.push(words.length - before);
    }
  }
  if (words.length === 0) return null;
  return { words, syllables: words.map(countSyllables), sentenceLengths, letters, characters };
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
