import { type GumbelNoise, gumbelOf } from "./gumbel-noise.ts";
import { type Candidates, likelyTokens } from "./likely-tokens.ts";
import type { SamplingSettings } from "@sdialog/llm/engine-kit";

type ChoiceSettings = Pick<SamplingSettings, "temperature" | "topP" | "topK" | "minP">;

export interface TokenChoice {
  readonly token: number;
  /**
   * Whether the same token would be chosen from any logits that differ from these by at most the tolerance.
   * If not, the caller must compute the logits in a way that is the same on every run.
   */
  readonly certain: boolean;
}

/**
 * Chooses the next token: the most probable one at temperature 0, else a draw from softmax(logits / temperature)
 * restricted by top-k, then top-p (Holtzman et al. 2020, arXiv 1904.09751), then min-p.
 *
 * @param logits one number per token of the vocabulary
 * @param tolerance how far each logit may be from its exact value
 */
export function chooseToken(
  logits: Float32Array,
  settings: ChoiceSettings,
  noise: GumbelNoise,
  step: number,
  tolerance: number,
): TokenChoice {
  if (settings.temperature === 0) return mostProbable(logits, tolerance);
  const slack = (2 * tolerance) / settings.temperature;
  const candidates = likelyTokens(logits, settings, slack);
  const scores = scoresOf(candidates, settings, noise, step, slack);
  return highestKept(candidates, scores, settings, slack);
}

/**
 * What each candidate gets: its scaled logit and its noise. Where every candidate is kept, only one that comes within the
 * slack of the best can matter. Noise of at least n takes a uniform draw u with 1 − u < e^−n, since
 * −ln(−ln u) ≥ n means u ≥ exp(−e^−n) ≥ 1 − e^−n: most candidates are ruled out by one multiplication, without a logarithm.
 */
function scoresOf(
  { tokens, scaled, weights }: Candidates,
  { topP, topK, minP }: ChoiceSettings,
  noise: GumbelNoise,
  step: number,
  slack: number,
): Float64Array {
  const scores = new Float64Array(scaled.length).fill(Number.NEGATIVE_INFINITY);
  const allKept = topP === 1 && topK === 0 && minP === 0;
  let best = Number.NEGATIVE_INFINITY;
  // e^−(best − slack), a little more than exact for what the weights are off by.
  let bound = Number.POSITIVE_INFINITY;
  const take = (place: number, uniform: number): void => {
    const score = (scaled[place] as number) + gumbelOf(uniform);
    scores[place] = score;
    if (score <= best) return;
    best = score;
    bound = Math.exp(slack - best) * 1.000001;
  };
  const draw = noise.uniformAt(step);
  const top = allKept ? scaled.indexOf(0) : -1;
  if (top !== -1) take(top, draw(tokens[top] as number));
  for (let place = 0; place < scaled.length; place++) {
    if (place === top) continue;
    const uniform = draw(tokens[place] as number);
    if (allKept && 1 - uniform >= (weights[place] as number) * bound) continue;
    take(place, uniform);
  }
  return scores;
}

function mostProbable(logits: Float32Array, tolerance: number): TokenChoice {
  let token = 0;
  let best = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] as number;
    if (logit > best) {
      second = best;
      best = logit;
      token = id;
    } else if (logit > second) second = logit;
  }
  return { token, certain: best - second > 2 * tolerance };
}

/**
 * The kept token with the highest score. Tokens are asked in the order of their scores whether they are kept; nearly
 * always the first is, so nothing needs to be sorted.
 */
function highestKept(
  candidates: Candidates,
  scores: Float64Array,
  settings: ChoiceSettings,
  slack: number,
): TokenChoice {
  let certain = true;
  for (let index = takeHighest(scores); ; index = takeHighest(scores)) {
    if (isKept(candidates, index.place, settings, 0)) {
      certain &&= isKept(candidates, index.place, settings, -slack);
      const token = candidates.tokens[index.place] as number;
      return {
        token,
        certain: certain && !hasRival(candidates, scores, index.score - slack, settings, slack),
      };
    }
    // A token that might be kept after all, and would win then.
    certain &&= !isKept(candidates, index.place, settings, slack);
  }
}

/** Whether any other token that may be kept scores above the bound. */
function hasRival(
  candidates: Candidates,
  scores: Float64Array,
  bound: number,
  settings: ChoiceSettings,
  slack: number,
): boolean {
  for (let rival = takeHighest(scores); rival.score >= bound; rival = takeHighest(scores)) {
    if (isKept(candidates, rival.place, settings, slack)) return true;
    if (rival.score === Number.NEGATIVE_INFINITY) return false;
  }
  return false;
}

/** Finds the highest score and crosses it out. */
function takeHighest(scores: Float64Array): { readonly place: number; readonly score: number } {
  let place = 0;
  for (let index = 1; index < scores.length; index++) {
    if ((scores[index] as number) > (scores[place] as number)) place = index;
  }
  const score = scores[place] as number;
  scores[place] = Number.NEGATIVE_INFINITY;
  return { place, score };
}

/**
 * Whether a candidate stays after top-k, top-p and min-p.
 * @param loosen 0 for the rule itself; above (below) 0: whether it may stay (surely stays) if logits move by as much
 */
function isKept(
  { scaled, weights, total, lowestRanked, highestDropped }: Candidates,
  place: number,
  { topP, minP }: ChoiceSettings,
  loosen: number,
): boolean {
  const value = scaled[place] as number;
  if (value === 0 && loosen >= 0) return true;
  if (loosen < 0 ? value <= highestDropped - loosen : value < lowestRanked - loosen) return false;
  if (minP > 0 && value < Math.log(minP) - loosen) return false;
  if (topP === 1) return true;
  let before = 0;
  for (let other = 0; other < scaled.length; other++) {
    const theirs = scaled[other] as number;
    const ahead = theirs > value + loosen || (theirs === value && other < place && loosen <= 0);
    if (ahead && other !== place) before += weights[other] as number;
  }
  // Moving logits by up to the slack moves a share c by at most c(1 − c) · slack, to first order; twice that is safe.
  return before / total < topP + 2 * loosen * topP * (1 - topP);
}
