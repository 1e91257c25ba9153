// Longest first, so that "uh-huh" and "mm-hmm" are one each. "5 mm" is a length.
const hesitation =
  /(?<![\p{L}\p{N}'’])(?:uh-huh+|um-hum+|mm+-hm+|m+hm+|uh+|um+|erm*|er+|ah+|oh+|hm+|huh+|(?<!\d\s?)mm+)(?![\p{L}\p{N}'’])/giu;

/** How many vocal hesitations (uh, um, er, ah, oh, hmm, huh, mm-hmm, …) a text holds. */
export function countHesitations(text: string): number {
  return text.match(hesitation)?.length ?? 0;
}
