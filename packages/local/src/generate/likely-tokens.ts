import { fastExp, lowestExponent } from "./fast-exp.ts";
import { gumbelRange } from "./gumbel-noise.ts";
import type { SamplingSettings } from "@sdialog/llm/engine-kit";
import { highest } from "./token-logprob.ts";

/** Tokens that have a chance to be drawn, in the order of their ids. */
export interface Candidates {
  readonly tokens: Int32Array;
  /** Logits divided by the temperature, relative to the highest, which is 0. */
  readonly scaled: Float64Array;
  /** exp(scaled): unnormalised probabilities. */
  readonly weights: Float64Array;
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
  const top = ranked[0] === undefined ? maximum(logits) : (logits[ranked[0]] as number);
  const scale = 1 / temperature;
  const scaledLogit = (id: number | undefined): number =>
    id === undefined ? Number.NEGATIVE_INFINITY : ((logits[id] as number) - top) * scale;
  const lowestRanked = scaledLogit(ranked[topK - 1]);
  const ranks = { lowestRanked, highestDropped: scaledLogit(ranked[topK]) };

  // Below this, no noise is large enough to win against the most probable token.
  const winnable = Math.max(
    Math.max(gumbelRange.low - gumbelRange.high, lowestRanked) - slack,
    lowestExponent,
  );
  // Where nothing is cut off by shares, nobody asks for them.
  const mass = topP === 1 ? { count: 0, total: 1 } : massAbove(logits, top, scale, winnable);
  const total =
    ranked.length > 0 ? sum(ranked.slice(0, topK), (id) => weightOf(scaledLogit(id))) : mass.total;
  // Tokens lighter than (1 − p) / 2n of the total weigh less than 1 − p of it together: none is in the top-p set.
  const least = topP === 1 ? winnable : Math.log((total * (1 - topP)) / (2 * mass.count)) - slack;
  return { ...collect(logits, top, scale, Math.max(winnable, least)), total, ...ranks };
}

/** A token far below the top, or one that a grammar rules out, weighs nothing. */
function weightOf(scaled: number): number {
  return scaled < lowestExponent ? 0 : fastExp(scaled);
}

/** How many tokens lie above a floor, and what their unnormalised probabilities sum to. */
function massAbove(
  logits: Float32Array,
  top: number,
  scale: number,
  floor: number,
): { readonly count: number; readonly total: number } {
  let count = 0;
  let total = 0;
  for (let id = 0; id < logits.length; id++) {
    const value = ((logits[id] as number) - top) * scale;
    if (value < floor) continue;
    count++;
    total += fastExp(value);
  }
  return { count, total };
}

/** The tokens above a floor. */
function collect(
  logits: Float32Array,
  top: number,
  scale: number,
  floor: number,
): Pick<Candidates, "tokens" | "scaled" | "weights"> {
  // Most often they are few: memory for the whole vocabulary would cost more than looking at it once more.
  let count = 0;
  for (let id = 0; id < logits.length; id++) if (((logits[id] as number) - top) * scale >= floor) count++;
  const tokens = new Int32Array(count);
  const scaled = new Float64Array(count);
  const weights = new Float64Array(count);
  let place = 0;
  for (let id = 0; place < count; id++) {
    const value = ((logits[id] as number) - top) * scale;
    if (!(value >= floor)) continue;
    tokens[place] = id;
    scaled[place] = value;
    weights[place++] = fastExp(value);
  }
  return { tokens, scaled, weights };
}

function maximum(values: Float32Array): number {
  let result = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    if ((values[index] as number) > result) result = values[index] as number;
  }
  return result;
}

function sum(ids: readonly number[], value: (id: number) => number): number {
  let result = 0;
  for (const id of ids) result += value(id);
  return result;
}
