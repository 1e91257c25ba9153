import { type GumbelNoise, gumbelRange } from "./gumbel-noise.ts";
import type { SamplingSettings } from "./sampling-settings.ts";

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
  const ranked = rank(logits, settings, slack);
  const kept = keptCount(ranked, settings, 0);
  // The draw among all tokens that might be kept must be won clearly, by one that surely is.
  const possible = Math.max(kept, keptCount(ranked, settings, slack));
  const sure = Math.min(kept, keptCount(ranked, settings, -slack));
  const among = highestDraw(ranked, possible, noise, step);
  if (among.index < sure && among.margin > slack) return { token: among.token, certain: true };
  return { token: highestDraw(ranked, kept, noise, step).token, certain: false };
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

/** Tokens that may be chosen, most probable first, with their scaled logits relative to the highest. */
interface Ranking {
  readonly tokens: Int32Array;
  readonly scaled: Float64Array;
}

function rank(logits: Float32Array, settings: ChoiceSettings, slack: number): Ranking {
  const highest = logits.reduce((max, logit) => (logit > max ? logit : max), Number.NEGATIVE_INFINITY);
  const floor = lowestUseful(logits, highest, settings) - slack;
  const tokens = new Int32Array(logits.length);
  let count = 0;
  for (let id = 0; id < logits.length; id++) {
    if (((logits[id] as number) - highest) / settings.temperature >= floor) tokens[count++] = id;
  }
  const used = tokens.subarray(0, count);
  if (limits(settings)) used.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b);
  return {
    tokens: used,
    scaled: Float64Array.from(used, (id) => ((logits[id] as number) - highest) / settings.temperature),
  };
}

function limits({ topP, topK, minP }: ChoiceSettings): boolean {
  return topP < 1 || topK > 0 || minP > 0;
}

/** Scaled logits below this can neither win the draw nor belong to the top-p set. */
function lowestUseful(logits: Float32Array, highest: number, settings: ChoiceSettings): number {
  const winnable = gumbelRange.low - gumbelRange.high;
  if (settings.topP === 1) return winnable;
  let mass = 0;
  for (const logit of logits) mass += Math.exp((logit - highest) / settings.temperature);
  // All tokens below (1 − p) / (2V) of the mass hold less than 1 − p of it together, so none is in the top-p set.
  return Math.max(winnable, Math.log((mass * (1 - settings.topP)) / (2 * logits.length)));
}

/**
 * How many of the ranked tokens stay after top-k, top-p and min-p.
 * @param loosen 0 for the exact number; above 0 (below 0) for the most (fewest) if logits move by this much
 */
function keptCount({ scaled }: Ranking, settings: ChoiceSettings, loosen: number): number {
  const { topK, topP, minP } = settings;
  if (!limits(settings)) return scaled.length;
  const ranks = topK > 0 ? Math.min(topK, scaled.length) : scaled.length;
  const lowest = lowestRanked(scaled, ranks, loosen);
  const floor = Math.log(minP) - loosen;
  const before = cumulative(scaled);
  const total = before[ranks] as number;
  // Moving logits by up to the slack moves a share c by at most c(1 − c) · slack, to first order.
  const share = topP === 1 ? Number.POSITIVE_INFINITY : topP + 2 * loosen * topP * (1 - topP);
  for (let index = 1; index < scaled.length; index++) {
    const value = scaled[index] as number;
    const mass = loosen === 0 ? before[index] : massAround(scaled, before, index, loosen);
    if (value < lowest || value < floor || (mass as number) / total >= share) return index;
  }
  return scaled.length;
}

/** The scaled logit a token must have to be among the first `ranks`. */
function lowestRanked(scaled: Float64Array, ranks: number, loosen: number): number {
  const dropped = scaled[ranks];
  if (dropped === undefined) return Number.NEGATIVE_INFINITY;
  return loosen < 0 ? dropped - loosen : (scaled[ranks - 1] as number) - loosen;
}

/** Mass of the tokens that come before `index` when neighbours within `loosen` may change places. */
function massAround(scaled: Float64Array, before: Float64Array, index: number, loosen: number): number {
  const value = scaled[index] as number;
  const end = countAbove(scaled, value + loosen);
  return (before[end] as number) - (loosen < 0 ? Math.exp(value) : 0);
}

/** Entry i is the sum of exp over the first i. */
function cumulative(scaled: Float64Array): Float64Array {
  const sums = new Float64Array(scaled.length + 1);
  for (let index = 0; index < scaled.length; index++) {
    sums[index + 1] = (sums[index] as number) + Math.exp(scaled[index] as number);
  }
  return sums;
}

/** How many of the descending values lie above `bound`. */
function countAbove(descending: Float64Array, bound: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((descending[middle] as number) > bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Draw {
  readonly index: number;
  readonly token: number;
  /** By how much it beat the next. */
  readonly margin: number;
}

function highestDraw(ranked: Ranking, count: number, noise: GumbelNoise, step: number): Draw {
  let index = 0;
  let best = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let candidate = 0; candidate < count; candidate++) {
    const score = (ranked.scaled[candidate] as number) + noise(step, ranked.tokens[candidate] as number);
    if (score > best) {
      second = best;
      best = score;
      index = candidate;
    } else if (score > second) second = score;
  }
  return { index, token: ranked.tokens[index] as number, margin: best - second };
}
