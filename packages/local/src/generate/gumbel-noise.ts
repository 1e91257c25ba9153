import { deriveSeed } from "@sdialog/core";

/** Gumbel(0, 1) draws, one for each token at each step. */
export interface GumbelNoise {
  /** The uniform draws of a step, between 0 and 1, from which its noise is made: see {@link gumbelOf}. */
  uniformAt(step: number): (token: number) => number;
}

/** The Gumbel(0, 1) draw that belongs to a uniform one. */
export function gumbelOf(uniform: number): number {
  return -Math.log(-Math.log(uniform));
}

/**
 * Noise for sampling by the Gumbel-max trick: the token with the highest logit + noise is an exact draw from the
 * softmax distribution (Gumbel 1954; Maddison et al. 2014, arXiv 1411.0030). The draw of a token depends on seed,
 * step and token alone, not on how many others were looked at, so two runs with slightly different logits, for
 * example with and without steering, meet the same chance.
 */
export function gumbelNoise(seed: number): GumbelNoise {
  const key = deriveSeed(seed, "gumbel-noise");
  return {
    uniformAt(step) {
      const base = mix(key ^ Math.imul(step + 1, 0x9e3779b1));
      return (token) => (mix(base ^ Math.imul(token + 1, 0x85ebca77)) + 0.5) / 0x1_0000_0000;
    },
  };
}

/** The largest and smallest values the noise can take: uniform draws have 32 bits. */
export const gumbelRange = {
  low: gumbelOf(0.5 / 0x1_0000_0000),
  high: gumbelOf((0xffff_ffff + 0.5) / 0x1_0000_0000),
} as const;

/** A bijection of 32-bit integers in which every input bit moves every output bit (MurmurHash3's finalizer). */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
