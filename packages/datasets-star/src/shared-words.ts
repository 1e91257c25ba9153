import type { SimpleResponseOptions } from "@sdialog/orchestrators";

type EmbeddingModel = Exclude<SimpleResponseOptions["embedding"], string>;

/**
 * Compares texts by the words they share with a set of responses, rare words counting more: a dimension per word of
 * the responses, its value tf · log(N / df) (Spärck Jones 1972). Needs no model, and is at its best where a speaker
 * puts given responses into slightly other words.
 */
export function sharedWords(responses: readonly string[]): EmbeddingModel {
  const documents = responses.map(wordsOf);
  const vocabulary = [...new Set(documents.flat())];
  const weights = new Map(vocabulary.map((word) => [word, rarity(word, documents)]));
  const embed = (text: string): Float32Array => {
    const words = wordsOf(text);
    const count = (word: string): number => words.filter((other) => other === word).length;
    return Float32Array.from(vocabulary, (word) => count(word) * (weights.get(word) ?? 0));
  };
  const usage = { inputTokens: 0, outputTokens: 0, calls: 0, cost: 0 };
  return {
    specVersion: 1,
    id: "star:shared-words",
    embed: async (texts) => ({ vectors: texts.map(embed), usage }),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function rarity(word: string, documents: readonly (readonly string[])[]): number {
  const containing = documents.filter((words) => words.includes(word)).length;
  return Math.log((1 + documents.length) / containing);
}
