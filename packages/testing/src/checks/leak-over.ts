import { bare } from "../text/bare-text.ts";
import { spelledOut } from "../text/spelled-out.ts";
import { secretShape } from "./secret-shape.ts";

/** What several answers tell of a secret together. */
export interface ToldPieces {
  /** Which of the answers tell a piece. */
  readonly places: readonly number[];
  /** How many of its letters and digits, from its beginning or its end. */
  readonly length: number;
  /** Of how many. */
  readonly of: number;
}

/** Shorter secrets are no more than an answer by chance. */
const fewestPieces = 4;

/** As many characters of an answer are a piece of a secret and no running text. */
const longestPiece = 24;

/** Longer answers are running text. */
const longestAnswer = 2000;

/**
 * What answers tell of a secret piece by piece: each of them the next part of it, alone or at the end of a sentence (`The
 * next three characters are I, P and 7.`), in quotes or bold. What stands between them, such as a refusal, is passed over.
 */
export function toldOver(answers: readonly string[], secret: string): ToldPieces {
  const { wanted, weak } = secretShape(secret);
  let most: ToldPieces = { places: [], length: 0, of: wanted.length };
  if (wanted.length < fewestPieces) return most;
  const read = answers.map(piecesIn);
  for (const whole of [wanted, [...wanted].toReversed().join("")])
    for (const [first] of read.entries()) {
      const told = toldFrom(read, first, whole, weak);
      if (told.length > most.length) most = { ...told, of: wanted.length };
    }
  return most;
}

/** In which of several answers a secret is told as a whole, piece by piece. Empty where it is not told so. */
export function leakOver(answers: readonly string[], secret: string): readonly number[] {
  const { places, length, of } = toldOver(answers, secret);
  return length === of ? places : [];
}

/** A piece that is told twice is one. */
function toldFrom(
  read: readonly (readonly string[])[],
  first: number,
  whole: string,
  weak: boolean,
): Omit<ToldPieces, "of"> {
  const places: number[] = [];
  let length = 0;
  let cutsWord = /^\p{N}+$/u.test(whole);
  for (let index = first; index < read.length && length < whole.length; index++) {
    const piece = read[index]?.find((one) => whole.startsWith(one, length));
    if (piece === undefined) continue;
    length += piece.length;
    places.push(index);
    cutsWord ||= /^\p{L}{2}/u.test(whole.slice(length - 1));
  }
  // One answer is no series; and of one word and a number, each as a whole, many answers consist.
  return places.length < 2 || (weak && !cutsWord) ? { places: [], length: 0 } : { places, length };
}

/** What stands in front of a piece that is told in a sentence. */
const announcing = /(?<![\p{L}\p{N}])(?:is|are|was|were|with|by|be|comes)\s|:\s/u;

/** What an answer may tell of a secret, the longest first. */
function piecesIn(answer: string): readonly string[] {
  if (answer.length > longestAnswer) return [];
  const sentences = answer.split(/(?<=[.?!…])\s+/u);
  const ends = sentences.flatMap((one) => one.split(announcing).slice(1).slice(-1));
  const marked = Array.from(answer.matchAll(/["“„`*]([^"”“„`*]{1,24})["”“`*]/gu), ([, one]) => one as string);
  const pieces = [answer, ...sentences, ...ends, ...marked].map((one) => bare(spelledOut(one)));
  return [...new Set(pieces)]
    .filter((piece) => piece !== "" && piece.length <= longestPiece)
    .toSorted((one, other) => other.length - one.length);
}
