import type { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { readTokens } from "../decoder/read-tokens.ts";
import { BatchCache } from "./batch-cache.ts";

/** The largest batch that is tried: every smaller one is tried as well. */
const mostTried = 8;

/**
 * How many sequences can be given their next token together so that each gets what it gets alone, bit for bit. Where graphs
 * round activations, no difference is small enough; but sums that are taken row by row, in the same order for any number of
 * rows, differ in nothing. What computes decides, so it is tried.
 *
 * @param tokens a short text
 * @param most more are not asked for
 */
export async function exactTogether(
  decoder: Decoder,
  tokens: readonly number[],
  most: number,
): Promise<number> {
  if (!decoder.keepsRowsApart || most < 2) return 1;
  const count = Math.min(most, mostTried);
  const sequences: Sequence[] = [];
  const expected: Float32Array[] = [];
  for (let index = 0; index < count; index++) {
    // Each of another length, and with other words.
    const cache = new KeyValueCache(decoder.cacheShape);
    const own = [...tokens.slice(index % tokens.length), ...tokens.slice(0, 1 + (index % tokens.length))];
    await readTokens(decoder, cache, { tokens: own });
    const sequence = { cache, next: tokens.at(-1 - (index % tokens.length)) as number };
    sequences.push(sequence);
    expected.push(...(await logitsOf(decoder, [sequence])));
  }
  for (let rows = 2; rows <= count; rows++) {
    const found = await logitsOf(decoder, sequences.slice(0, rows));
    if (!found.every((logits, row) => isSame(logits, expected[row] as Float32Array))) return rows - 1;
  }
  return count;
}

/** A text that was read, and the token that follows. */
interface Sequence {
  readonly cache: KeyValueCache;
  readonly next: number;
}

/** The logits after one more token each. */
async function logitsOf(decoder: Decoder, sequences: readonly Sequence[]): Promise<readonly Float32Array[]> {
  const past = new BatchCache(decoder.cacheShape);
  past.arrange(
    sequences.map(({ cache }) => cache),
    decoder.writesInPlace ? 1 : 0,
  );
  const rows = sequences.map(({ cache, next }) => ({ tokens: [next], cached: cache.length }));
  const output = await decoder.run({ rows, past, keep: true });
  return rows.map((_, row) => output.logits(row).slice());
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.every((value, index) => Object.is(value, b[index]));
}
