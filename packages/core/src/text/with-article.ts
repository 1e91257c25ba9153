/** `a taxi driver`, `an orchestrator`: by the first letter, which is right for most words. */
export function withArticle(words: string): string {
  return `${/^[aeiou]/i.test(words) ? "an" : "a"} ${words}`;
}
