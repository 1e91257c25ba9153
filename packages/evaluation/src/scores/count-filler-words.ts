const filler =
  /(?<![\p{L}\p{N}'’])(?:you know|i mean|basically|actually|literally|sort of|kind of|stuff like that|or something|whatever|anyway)(?![\p{L}\p{N}'’])/giu;
// "I would like that" means something; a filler is set off from its sentence.
const like = /(?:^|[,;:.!?…—–-])\s*like(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}'’])like(?=\s*[,…—–])/giu;

/** How many filler expressions (you know, basically, sort of, …) a text holds; "like" only where punctuation sets it off. */
export function countFillerWords(text: string): number {
  return (text.match(filler)?.length ?? 0) + (text.match(like)?.length ?? 0);
}
