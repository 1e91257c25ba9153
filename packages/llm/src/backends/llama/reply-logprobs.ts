import type { LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { TokenLogprob } from "../../chat-model.ts";
import { eraseFrom } from "./erase-from.ts";

/** Every token brings the probabilities of the whole vocabulary along: not many of these lists are held at once. */
const fewTokens = 8;
/** The least that single precision holds, for probabilities that it cannot. */
const leastProbability = 2 ** -149;

/**
 * How probable the tokens of a reply were, whatever the sampling settings: read off in one pass over the reply, since
 * what is sampled from is cut and bent by them.
 */
export async function replyLogprobs(
  model: LlamaModel,
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  reply: readonly Token[],
  top: number,
  signal: AbortSignal | undefined,
): Promise<readonly TokenLogprob[]> {
  const text = (token: Token): string => model.detokenize([token], true);
  const before = prompt.at(-1);
  if (before === undefined || reply.length === 0) return [];
  await eraseFrom(sequence, prompt.length - 1);
  const told: TokenLogprob[] = [];
  for (let at = 0; at < reply.length; at += fewTokens) {
    signal?.throwIfAborted();
    const block = reply.slice(at, at + fewTokens);
    const inputs = [at === 0 ? before : (reply[at - 1] as Token), ...block.slice(0, -1)];
    const outputs = await sequence.controlledEvaluate(
      inputs.map((token) => [token, { generateNext: { options: { temperature: 0 }, probabilities: true } }]),
    );
    for (const [index, token] of block.entries()) {
      // The most probable first.
      const probabilities = outputs[index]?.next.probabilities ?? new Map<Token, number>();
      const entry = (of: Token, probability: number): { token: string; logprob: number } => ({
        token: text(of),
        logprob: Math.log(Math.max(probability, leastProbability)),
      });
      told.push({
        ...entry(token, probabilities.get(token) ?? 0),
        top: firstOf(probabilities, top).map(([other, probability]) => entry(other, probability)),
      });
    }
  }
  return told;
}

/** The first entries of a large map. */
function firstOf<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  count: number,
): readonly (readonly [Key, Value])[] {
  const first: (readonly [Key, Value])[] = [];
  for (const entry of map) {
    if (first.length >= count) break;
    first.push(entry);
  }
  return first;
}
