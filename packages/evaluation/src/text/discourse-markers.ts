// Longest first, so that "uh-huh" and "mm-hmm" are one each. "5 mm" is a length.
const hesitation =
  /(?<![\p{L}\p{N}'’])(?:uh-huh+|um-hum+|mm+-hm+|m+hm+|uh+|um+|erm*|er+|ah+|oh+|hm+|huh+|(?<!\d\s?)mm+)(?![\p{L}\p{N}'’])/giu;

/** How many vocal hesitations (uh, um, er, ah, oh, hmm, huh, mm-hmm, …) a text holds. */
export function countHesitations(text: string): number {
  return text.match(hesitation)?.length ?? 0;
}

const filler =
  /(?<![\p{L}\p{N}'’])(?:you know|i mean|basically|actually|literally|sort of|kind of|stuff like that|or something|whatever|anyway)(?![\p{L}\p{N}'’])/giu;
// "I would like that" means something; a filler is set off from its sentence.
const like = /(?:^|[,;:.!?…—–-])\s*like(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}'’])like(?=\s*[,…—–])/giu;

/** How many filler expressions (you know, basically, sort of, …) a text holds; "like" only where punctuation sets it off. */
export function countFillerWords(text: string): number {
  return (text.match(filler)?.length ?? 0) + (text.match(like)?.length ?? 0);
}

const backChannels = new Set([
  "yeah",
  "yes",
  "yep",
  "yup",
  "uh-huh",
  "mhm",
  "mm-hmm",
  "okay",
  "ok",
  "right",
  "sure",
  "i see",
  "got it",
  "alright",
  "oh",
  "ah",
  "hmm",
  "huh",
]);

/** Whether a turn says nothing but that its speaker listens ("Okay.", "I see"); case and punctuation do not matter. */
export function isBackChannel(text: string): boolean {
  const said = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, " ")
    .trim()
    .replaceAll(/\s+/g, " ");
  return backChannels.has(said);
}
