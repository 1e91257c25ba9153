/** What a model said, on one line and at most 300 characters of it: in plain words it often says what to change. */
export function replyWords(text: string): string {
  const words = text.trim().replaceAll(/\s+/g, " ");
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
