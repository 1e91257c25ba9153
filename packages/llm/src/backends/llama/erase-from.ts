import type { LlamaContextSequence } from "node-llama-cpp";

/** Forgets what a sequence holds from a place on. */
export async function eraseFrom(sequence: LlamaContextSequence, start: number): Promise<void> {
  const end = sequence.nextTokenIndex;
  if (start < end) await sequence.eraseContextTokenRanges([{ start, end }]);
}
