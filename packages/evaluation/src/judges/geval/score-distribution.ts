import type { TokenLogprob } from "@sdialog/llm";

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

/** The first number in a reply, when it is a score. */
export function readScore(reply: string, scores: readonly number[]): number | null {
  const found = firstNumber(reply);
  return found !== null && scores.includes(found.value) ? found.value : null;
}

/**
 * The probability of each score at the place where the reply gives it, not renormalised: what is missing to 1 is
 * what the model would rather have said there.
 *
 * Tokens that read as the same score ("5" and " 5") are summed. A score spelt in several tokens (10 as "1", "0") is
 * told from its beginning by the next token where the reply went that way, and counts for neither where it did not.
 *
 * @returns `null` when the reply gives no score or its tokens do not show it
 */
export function scoreProbabilities(
  tokens: readonly TokenLogprob[],
  scores: readonly number[],
): Map<number, number> | null {
  const reply = tokens.map(({ token }) => bare(token, " ")).join("");
  const found = firstNumber(reply);
  if (found === null || !scores.includes(found.value)) return null;
  const place = tokenAt(tokens, found.index);
  const names = scores.map(String);
  const probabilities = new Map(scores.map((score) => [score, 0]));
  const add = (name: string, p: number): void => {
    if (names.includes(name)) probabilities.set(Number(name), (probabilities.get(Number(name)) ?? 0) + p);
  };
  const chosen = bare(tokens[place]?.token ?? "").trim();
  for (const [name, p] of alternatives(tokens[place])) {
    const isBeginning = names.some((other) => other !== name && other.startsWith(name));
    if (!isBeginning) add(name, p);
    else if (name === chosen) {
      let ends = 1;
      for (const [rest, q] of alternatives(tokens[place + 1])) {
        if (!names.includes(name + rest) || rest === "") continue;
        add(name + rest, p * q);
        ends -= q;
      }
      add(name, p * Math.max(0, ends));
    }
  }
  const mass = [...probabilities.values()].reduce((sum, p) => sum + p, 0);
  return mass === 0 ? null : probabilities;
}

/** What could have stood at a place, with its probability; the token that does is among them. */
function alternatives(place: TokenLogprob | undefined): [name: string, p: number][] {
  if (place === undefined) return [];
  const listed = place.top.some(({ token }) => token === place.token) ? place.top : [place, ...place.top];
  return listed.map(({ token, logprob }) => [bare(token).trim(), Math.exp(logprob)]);
}

/** The token without the marks that byte-pair and SentencePiece vocabularies use for a space. */
function bare(token: string, space = ""): string {
  return token.replaceAll(/[\u0120\u2581]/g, space);
}

function firstNumber(reply: string): { readonly value: number; readonly index: number } | null {
  const match = /(?<![\d.])-?\d+(?!\.?\d)/.exec(reply);
  return match === null ? null : { value: Number(match[0]), index: match.index };
}

function tokenAt(tokens: readonly TokenLogprob[], character: number): number {
  let end = 0;
  return tokens.findIndex(({ token }) => (end += token.length) > character);
}
