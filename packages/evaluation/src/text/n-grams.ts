/** The n-grams of a list of words as strings; words are joined by a character no tokeniser leaves inside one. */
export function nGrams(words: readonly string[], n: number): string[] {
  if (n === 1) return [...words];
  const grams: string[] = [];
  for (let start = 0; start + n <= words.length; start++) {
    let gram = words[start] as string;
    for (let place = start + 1; place < start + n; place++) gram += `\u0000${words[place]}`;
    grams.push(gram);
  }
  return grams;
}
