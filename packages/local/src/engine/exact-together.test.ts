import { describe, expect, it } from "vitest";
import type { Decoder, DecoderInput, DecoderOutput } from "../decoder/decoder.ts";
import type { KeyValueCache } from "../decoder/key-value-cache.ts";
import { exactTogether } from "./exact-together.ts";

const probe = [5, 17, 42, 8, 91, 3];

/** A decoder whose last digit changes once more sequences than `apart` share a pass. */
function decoder(apart: number, keepsRowsApart = true): Decoder {
  const run = async ({ rows }: DecoderInput): Promise<DecoderOutput> => ({
    logits: (row) => {
      const { tokens, cached } = rows[row]!;
      const off = rows.length > apart && row === rows.length - 1 ? 2 ** -20 : 0;
      return Float32Array.of(tokens.at(-1)! / 8, cached, 1 + off);
    },
    newRows: () => [],
    activations: () => new Float32Array(),
  });
  return {
    cacheShape: { tensors: 0, heads: 1, size: 1, half: false },
    keepsRowsApart,
    writesInPlace: false,
    pastOf: (cache: KeyValueCache) => cache,
    run,
  } as unknown as Decoder;
}

describe("exactTogether", () => {
  it.each([1, 2, 5])(
    "finds that passes of more than %i sequences differ in the last digit",
    async (apart) => {
      expect(await exactTogether(decoder(apart), probe, 32)).toBe(apart);
    },
  );

  it("is as much as is asked for, or as was tried", async () => {
    expect(await exactTogether(decoder(99), probe, 3)).toBe(3);
    expect(await exactTogether(decoder(99), probe, 32)).toBe(8);
  });

  it("is one where rows are looked at together, or nothing else is asked for", async () => {
    expect(await exactTogether(decoder(99, false), probe, 32)).toBe(1);
    expect(await exactTogether(decoder(99), probe, 1)).toBe(1);
  });
});
