import type { GumbelNoise } from "./gumbel-noise.ts";
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
  const scores = candidates.scaled.map(
    (value, index) => value + noise(step, candidates.tokens[index] as number),
  );
  return highestKept(candidates, scores, settings, slack);
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
