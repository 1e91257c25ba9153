import { steeredPass } from "./steered-pass.ts";
import type { Mark, SteeringPlan } from "../steering/steering-plan.ts";
import type { Decoder, DecoderOutput } from "./decoder.ts";
import type { KeyValueCache } from "./key-value-cache.ts";

/**
 * Most tokens of one sequence in one pass. Attention's scores take heads × fed × all tokens numbers, several times over: fed
 * in one pass, 8,000 tokens take tens of gigabytes, in pieces of this length a sixteenth of them.
 */
export const mostReadAtOnce = 512;

/** A sequence to be read, and how it is steered. */
export interface TokensToRead {
  readonly tokens: readonly number[];
  /** One per token. */
  readonly marks?: readonly Mark[];
  readonly plan?: SteeringPlan | undefined;
}

/**
 * Reads tokens after those that a cache holds, which then holds them, too. Where it is cut into pieces depends on nothing
 * but its length.
 * @returns what came out of the last pass
 */
export async function readTokens(
  decoder: Decoder,
  cache: KeyValueCache,
  { tokens, marks = tokens.map(() => ""), plan }: TokensToRead,
): Promise<DecoderOutput> {
  for (let at = 0; ; at += mostReadAtOnce) {
    const part = tokens.slice(at, at + mostReadAtOnce);
    const partMarks = marks.slice(at, at + mostReadAtOnce);
    const output = await steeredPass(decoder, {
      rows: [{ tokens: part, cached: cache.length }],
      past: decoder.pastOf(cache, part.length),
      keep: true,
      steering: plan && { plan, marks: [partMarks] },
    });
    cache.append(part, output.newRows(0), partMarks);
    if (at + mostReadAtOnce >= tokens.length) return output;
  }
}
