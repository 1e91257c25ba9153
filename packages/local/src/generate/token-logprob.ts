import type { TokenLogprob } from "@sdialog/llm";
import { fastExp, lowestExponent } from "./fast-exp.ts";

/**
 * The log-probability (natural logarithm) of a token under softmax(logits), with the `top` most probable tokens
 * beside it, whatever the sampling settings were.
 */
export function tokenLogprob(
  logits: Float32Array,
  token: number,
  top: number,
  text: (id: number) => string,
): TokenLogprob {
  const logSum = logSumExp(logits);
  const entry = (id: number): { token: string; logprob: number } => ({
    token: text(id),
    logprob: (logits[id] as number) - logSum,
  });
  return { ...entry(token), top: highest(logits, top).map(entry) };
}

function logSumExp(logits: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) if ((logits[id] as number) > most) most = logits[id] as number;
  let sum = 0;
  for (let id = 0; id < logits.length; id++) {
    const below = (logits[id] as number) - most;
    if (below >= lowestExponent) sum += fastExp(below);
  }
  return most + Math.log(sum);
}

/** From here on, sorting all costs less than finding a place for each. */
const many = 64;

/** Ids of the `count` highest logits, highest first; of equal ones, the lower id first. */
export function highest(logits: Float32Array, count: number): number[] {
  if (count > many) {
    const ids = Array.from(logits, (_, id) => id);
    return ids.sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b).slice(0, count);
  }
  const best: number[] = [];
  if (count <= 0) return best;
  // That of the last of them, once there are enough.
  let least = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] as number;
    if (logit <= least) continue;
    let place = best.length;
    while (place > 0 && (logits[best[place - 1] as number] as number) < logit) place--;
    best.splice(place, 0, id);
    if (best.length < count) continue;
    best.length = count;
    least = logits[best[count - 1] as number] as number;
  }
  return best;
}
