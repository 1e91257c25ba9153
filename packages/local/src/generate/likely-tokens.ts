import { gumbelRange } from "./gumbel-noise.ts";
import type { SamplingSettings } from "./sampling-settings.ts";
import { highest } from "./token-logprob.ts";

interface Weighted {
  readonly tokens: Int32Array;
  /** Logits divided by the temperature, relative to the highest, which is 0. */
  readonly scaled: Float64Array;
  /** exp(scaled): unnormalised probabilities. */
  readonly weights: Float64Array;
}

/** Tokens that have a chance to be drawn, in the order of their ids. */
export interface Candidates extends Weighted {
  /** What the unnormalised probabilities of all tokens left by top-k sum to. */
  readonly total: number;
  /** The scaled logit of the last token within top-k and of the first beyond it; −∞ without a limit. */
  readonly lowestRanked: number;
  readonly highestDropped: number;
}

/** The tokens that may be drawn: neither hopelessly improbable nor, within `slack`, outside top-k and top-p. */
export function likelyTokens(
  logits: Float32Array,
  { temperature, topP, topK }: Pick<SamplingSettings, "temperature" | "topP" | "topK">,
  slack: number,
): Candidates {
  const ranked = topK > 0 && topK < logits.length ? highest(logits, topK + 1) : [];
  const top = maximum(logits);
  const scale = (id: number | undefined): number =>
    id === undefined ? Number.NEGATIVE_INFINITY : ((logits[id] as number) - top) / temperature;
  const ranks = { lowestRanked: scale(ranked[topK - 1]), highestDropped: scale(ranked[topK]) };

  // Below this, no noise is large enough to win against the most probable token.
  const floor = Math.max(gumbelRange.low - gumbelRange.high, ranks.lowestRanked) - slack;
  const winnable = weighted(logits, top, temperature, floor);
  const total =
    ranked.length > 0 ? sum(ranked.slice(0, topK).map((id) => Math.exp(scale(id)))) : sum(winnable.weights);
  if (topP === 1) return { ...winnable, total, ...ranks };

  // Tokens lighter than (1 − p) / 2n of the total weigh less than 1 − p of it together: none is in the top-p set.
  const least = ((total * (1 - topP)) / (2 * winnable.tokens.length)) * Math.exp(-slack);
  return { ...heavier(winnable, least), total, ...ranks };
}

function weighted(logits: Float32Array, top: number, temperature: number, floor: number): Weighted {
  // A hair lower, so that rounding leaves out no token that stands exactly on the floor.
  const bound = top + floor * temperature - 1e-6 * Math.max(1, Math.abs(top));
  const tokens = new Int32Array(logits.length);
  let count = 0;
  for (let id = 0; id < logits.length; id++) {
    if ((logits[id] as number) >= bound) tokens[count++] = id;
  }
  const scaled = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const value = ((logits[tokens[index] as number] as number) - top) / temperature;
    scaled[index] = value;
    weights[index] = Math.exp(value);
  }
  return { tokens: tokens.subarray(0, count), scaled, weights };
}

function heavier({ tokens, scaled, weights }: Weighted, least: number): Weighted {
  const places = new Int32Array(tokens.length);
  let count = 0;
  for (let index = 0; index < weights.length; index++) {
    if ((weights[index] as number) >= least) places[count++] = index;
  }
  const kept = places.subarray(0, count);
  return {
    tokens: kept.map((place) => tokens[place] as number),
    scaled: Float64Array.from(kept, (place) => scaled[place] as number),
    weights: Float64Array.from(kept, (place) => weights[place] as number),
  };
}

function maximum(values: Float32Array): number {
  let result = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    if ((values[index] as number) > result) result = values[index] as number;
  }
  return result;
}

function sum(values: ArrayLike<number>): number {
  let result = 0;
  for (let index = 0; index < values.length; index++) result += values[index] as number;
  return result;
}
