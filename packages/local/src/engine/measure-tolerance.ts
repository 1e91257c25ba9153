import type { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";

// The probe is short; longer sequences and larger batches were measured to differ at most a few times more.
const safety = 10;
const least = 2e-4;
// Beyond this, too many choices would have to be made again for caching and batching to save any time.
const most = 0.02;

/**
 * How far logits may move when a sequence is fed in pieces from a cache instead of in one pass. Depends on the
 * number format of graph and machine, so it is measured once per loaded model.
 *
 * @param tokens a short text
 * @returns a bound with a margin; `Infinity` when there is none, because the graph rounds activations or the measured difference is large
 */
export async function measureTolerance(decoder: Decoder, tokens: readonly number[]): Promise<number> {
  if (decoder.roundsActivations) return Number.POSITIVE_INFINITY;
  const whole = await decoder.run({ rows: [{ tokens, cached: 0 }], keep: false });
  const cache = new KeyValueCache(decoder.cacheShape);
  const middle = Math.floor(tokens.length / 2);
  const pieces = [tokens.slice(0, middle), ...tokens.slice(middle).map((token) => [token])];
  let logits = new Float32Array();
  for (const piece of pieces) {
    const past = decoder.pastOf(cache, piece.length);
    const output = await decoder.run({ rows: [{ tokens: piece, cached: cache.length }], past, keep: true });
    cache.append(piece, output.newRows(0));
    logits = output.logits(0).slice();
  }
  const tolerance = Math.max(least, safety * largestDifference(logits, whole.logits(0)));
  return tolerance > most ? Number.POSITIVE_INFINITY : tolerance;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    largest = Math.max(largest, Math.abs((a[index] as number) - (b[index] as number)));
  }
  return largest;
}
