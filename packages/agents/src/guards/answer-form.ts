import {
  adverb,
  aroundValues,
  clitic,
  degrees,
  exclaiming,
  finite,
  judging,
  particles,
  pleases,
  pointing,
  remarks,
} from "./answer-words.ts";
import type { SaidWord } from "./other-name.ts";

/** What is known of the fact that an answer is for. */
export interface AnsweredFact {
  /** All of its values begin with a capital letter. */
  readonly isProper: boolean;
  /** Its values are adjectives: colours and sizes. */
  readonly isQuality: boolean;
  /** The message is written with capital letters, so that names have theirs. */
  readonly isCased: boolean;
  /** The question, the fact's name and its values, in words. */
  readonly about: ReadonlySet<string>;
}

/**
 * Whether the clause of an answer has the form of a value, which is that of a noun with what belongs to it: neither what
 * asks for time or for something to be done ("let me think", "surprise me", "hold on") nor what judges ("too far away",
 * "that seems right", "it is lovely"). Where names are known, a name has its capitals: "Thai Basil" has, "Looks nice" has
 * not. What is like both is none: to accuse somebody who says the truth is worse than to miss a lie.
 */
export function isValueForm(clause: readonly SaidWord[], fact: AnsweredFact): boolean {
  // Within a sentence a capital letter makes any word a part of a name: "La Vie En Rose".
  const words = clause.map((word, place) => ({
    ...word,
    isFree: place === 0 ? !/^\p{Lu}{2}/u.test(word.said) : !isCapital(word),
  }));
  const isOne = (place: number, set: ReadonlySet<string>): boolean => {
    const word = words[place];
    return word?.isFree === true && set.has(word.bare);
  };
  const some = (set: ReadonlySet<string>): boolean => words.some((_, place) => isOne(place, set));
  if (words.some(({ bare, said, isFree }) => isFree && (clitic.test(said) || adverb.test(bare))))
    return false;
  if (some(finite) || words.some(({ bare }) => remarks.has(bare)) || isOne(words.length - 1, particles))
    return false;
  if (words.some((_, place) => isOne(place, degrees) && words[place + 1]?.isFree === true)) return false;
  // "Attendez" and "laissez tomber"; a name in "-ez" has others with it.
  if (
    words.length > 1 &&
    /(?<!^ch)ez$/.test(words[0]?.bare ?? "") &&
    words.slice(1).every(({ isFree }) => isFree)
  )
    return false;
  const telling = words.filter(({ bare }) => !aroundValues.has(bare));
  if (telling.every(({ bare, isFree }) => isFree && judging.has(bare))) return false;
  return !isSaidOf(words, fact) && (!fact.isProper || hasNameForm(clause, fact));
}

/** Whether something is exclaimed, which values seldom are: "Amazing!" */
export const isExclaimed = (text: string, words: readonly SaidWord[]): boolean =>
  exclaiming.test(text) &&
  !words.some(({ bare }) => pleases.has(bare)) &&
  !words.some((word, place) => place > 0 && isCapital(word));

const isCapital = ({ said }: SaidWord): boolean => /^[\p{Lu}\p{N}]/u.test(said);

/** "It works", "that is lovely", "ça dépend": a pronoun says something, and no value is behind it. */
function isSaidOf(words: readonly (SaidWord & { readonly isFree: boolean })[], fact: AnsweredFact): boolean {
  const bare = words.map((word) => word.bare);
  const subject = pointing.exec(`${bare.slice(0, 2).join(" ")} `);
  if (subject === null) return false;
  const { verb } = subject.groups as { verb?: string };
  const behind = words[subject[0].trim().split(" ").length];
  // "Das" is an article, too.
  if (behind === undefined || !behind.isFree) return false;
  if (verb === undefined) return true;
  return !fact.isQuality && !aroundValues.has(behind.bare) && !fact.about.has(behind.bare);
}

/** A name has a capital letter that no beginning of a sentence gives it, or is a single word; the question's own words do not count. */
function hasNameForm(clause: readonly SaidWord[], { about, isCased }: AnsweredFact): boolean {
  if (!isCased) return true;
  const telling = clause.filter(({ bare }) => !aroundValues.has(bare) && !about.has(bare));
  return telling.some((word) => isCapital(word) && (word !== clause[0] || telling.length === 1));
}
