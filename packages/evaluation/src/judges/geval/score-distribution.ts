import type { ChatResult, TokenLogprob } from "@sdialog/llm";
import { spokenPart } from "@sdialog/llm/internal";
import { findScore, plainDigits } from "./find-score.ts";

/** How probable each score is, and what follows from it. */
export interface ScoreDistribution {
  /** Σ score · probability. */
  readonly expected: number;
  /** The most probable score; the lower one of equals. */
  readonly argmax: number;
  /** Probability by score, summing to 1. */
  readonly distribution: Readonly<Record<string, number>>;
  /** In nats: 0 when one score is certain. */
  readonly entropy: number;
}

/** The distribution that weights, one per score and not all 0, are proportional to. */
export function scoreDistribution(weights: ReadonlyMap<number, number>): ScoreDistribution {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const entries = [...weights].map(([score, weight]) => [score, weight / total] as const);
  return {
    expected: entries.reduce((sum, [score, p]) => sum + score * p, 0),
    argmax: entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0],
    distribution: Object.fromEntries(entries.map(([score, p]) => [String(score), p])),
    entropy: entries.reduce((sum, [, p]) => (p > 0 ? sum - p * Math.log(p) : sum), 0),
  };
}

/** A reply as far as its reading goes: what it says, and whether it was cut at its limit. */
export type RatingReply = Pick<ChatResult, "text"> & Partial<Pick<ChatResult, "finishReason">>;

/** The score that a reply is, see {@link findScore}; `null` when it is something else. */
export function readScore(reply: RatingReply, scores: readonly number[]): number | null {
  return locateScore(reply, scores)?.found.value ?? null;
}

function locateScore({ text, finishReason }: RatingReply, scores: readonly number[]) {
  const spoken = spokenPart(text);
  if (spoken === null) return null;
  const said = plainDigits(spoken);
  const found = findScore(said, scores, finishReason === "length");
  return found === null ? null : { said, found };
}

/**
 * The probability of each score at the place where the reply gives it, not renormalised: what is missing to 1 is
 * what the model would rather have said there.
 *
 * Tokens that read as the same score ("5", " 5" and "５") are summed. A score spelt in several tokens (100 as "1", "0",
 * "0") is followed from token to token where the reply went that way; a beginning it did not follow ("1", of 1, 10 and
 * 100) counts for none.
 *
 * @param reply what the tokens were handed over with; default: what they spell
 * @returns `null` when the reply is no score, its tokens do not spell it, or what is said of them are no probabilities
 */
export function scoreProbabilities(
  tokens: readonly TokenLogprob[],
  scores: readonly number[],
  reply?: RatingReply,
): Map<number, number> | null {
  const texts = tokens.map(({ token }) => plainDigits(bare(token)));
  const spelt = texts.join("");
  const located = locateScore(reply ?? { text: withoutEndMarks(spelt) }, scores);
  const start = located === null ? null : placeOf(located.said, spelt);
  if (located === null || start === null) return null;
  const { found } = located;
  const names = scores.map(String);
  const probabilities = new Map(scores.map((score) => [score, 0]));
  const add = (name: string, p: number): void => {
    if (names.includes(name)) probabilities.set(Number(name), (probabilities.get(Number(name)) ?? 0) + p);
  };
  const isBeginning = (name: string): boolean =>
    names.some((other) => other !== name && other.startsWith(name));
  let path = { name: "", p: 1 };
  for (let place = tokenAt(texts, start + found.index); place < tokens.length; place++) {
    const isFirst = path.name === "";
    let next: typeof path | undefined;
    let goesOn = 0;
    const offered = alternatives(tokens[place] as TokenLogprob);
    if (!areProbabilities(offered)) return null;
    for (const { text, p, isChosen } of offered) {
      const [read = "", digits = ""] = (isFirst ? firstPart : laterPart).exec(text) ?? [];
      const after = text.slice(read.length);
      // What ends a number adds to the number that it ends; "4.5" is not on a scale of whole numbers.
      if (digits === "" || /^\.\d/.test(after)) {
        if (isFirst && isChosen) return null;
        continue;
      }
      goesOn += p;
      const name = path.name + digits;
      if (after !== "" || !isBeginning(name)) add(name, path.p * p);
      else if (isChosen) next = { name, p: path.p * p };
    }
    if (!isFirst) add(path.name, path.p * Math.max(0, 1 - goesOn));
    if (next === undefined) break;
    path = next;
    if (place + 1 === tokens.length) add(path.name, path.p);
  }
  const mass = [...probabilities.values()].reduce((sum, p) => sum + p, 0);
  return mass === 0 ? null : probabilities;
}

/** Where what was said stands in what the tokens spell, behind thoughts that were told apart from it; `null` where they spell other words. */
function placeOf(said: string, spelt: string): number | null {
  const words = said.trim();
  const start = spelt.lastIndexOf(words);
  if (start === -1 || /[\d.,-]$/.test(spelt.slice(0, start))) return null;
  if (withoutEndMarks(spelt.slice(start + words.length)) !== "") return null;
  return start - (said.length - said.trimStart().length);
}

/** A text without what ends a reply and is not said (`<|im_end|>`), where a server reports its token too. */
function withoutEndMarks(text: string): string {
  const end = text.trimEnd();
  const mark = end.endsWith(">") ? end.lastIndexOf("<") : -1;
  return mark === -1 || /\s/.test(end.slice(mark)) ? end : withoutEndMarks(end.slice(0, mark));
}

/** A server's word for "unknown" (`null`) or a logit above 0 would pass for certainty. */
function areProbabilities(offered: readonly { readonly logprob: number; readonly p: number }[]): boolean {
  const total = offered.reduce((sum, { p }) => sum + p, 0);
  return offered.every(({ logprob }) => typeof logprob === "number" && logprob <= 1e-6) && total <= 1.01;
}

/** A number at the start of a token, or its sign alone, behind what may stand before it. */
const firstPart = /^[\s*_"'`([{+]*(-?\d+|-$)/;
/** The digits with which a token continues a number. */
const laterPart = /^(\d+)/;

/** What could have stood at a place, with its probability; the token that does is among them. */
function alternatives(place: TokenLogprob): {
  readonly text: string;
  readonly logprob: number;
  readonly p: number;
  readonly isChosen: boolean;
}[] {
  const listed = place.top.some(({ token }) => token === place.token) ? place.top : [place, ...place.top];
  return listed.map(({ token, logprob }) => ({
    text: plainDigits(bare(token)),
    logprob,
    p: Math.exp(logprob),
    isChosen: token === place.token,
  }));
}

/** The token with the blanks that byte-pair and SentencePiece vocabularies write as other marks. */
function bare(token: string): string {
  return token.replaceAll(/[\u0120\u2581]/g, " ").replaceAll("\u010a", "\n");
}

function tokenAt(texts: readonly string[], character: number): number {
  let end = 0;
  return texts.findIndex((text) => (end += text.length) > character);
}
