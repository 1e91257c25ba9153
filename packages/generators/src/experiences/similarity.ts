import type { Experience } from "./experience.ts";

/** How much two experiences are about the same: Jaccard similarity of the words of situation, topic and starter, 0 to 1. */
export function similarity(a: Experience, b: Experience): number {
  const [left, right] = [contentWords(a), contentWords(b)];
  const shared = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - shared;
  return all === 0 ? 1 : shared / all;
}

function contentWords({ situation, topic, conversation_starter }: Experience): Set<string> {
  const words = `${situation} ${topic} ${conversation_starter}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Short words say how, not what.
  return new Set(words.filter((word) => word.length > 3));
}
