import { lexicons } from "./lexicons.ts";

/**
 * Common words of neighbours of the languages we know, so that Italian is not taken for bad Spanish. Words that a
 * known language has as well tell nothing and are left out.
 */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  it: "il di che è per sono della ho mi con ciao grazie vorrei posso come questo perché anche più nella gli alla cosa".split(
    " ",
  ),
  pt: "o de que não eu para com você uma os em obrigado quero posso como muito isso por está meu minha são olá também".split(
    " ",
  ),
  nl: "de het een ik niet dat van en is zijn met voor op wat kan mijn je hoe dank bedankt hallo ook naar wil deze".split(
    " ",
  ),
  sv: "och att det är jag en som på inte för med har kan vad hur tack hej den till vill mig min ett ska också".split(
    " ",
  ),
  da: "og at det er jeg en som på ikke for med har kan hvad hvordan tak hej den til vil mig min et skal også".split(
    " ",
  ),
  pl: "i nie to jest w na się że z do jak co czy mam proszę dziękuję dzień dobry mi ja jestem chcę dla za jaki".split(
    " ",
  ),
  tr: "ve bir bu için ne var nasıl mi ben çok daha ile değil merhaba teşekkürler istiyorum bana olan ama lütfen".split(
    " ",
  ),
  id: "yang dan di ini itu saya untuk dengan tidak apa ada dari ke bisa bagaimana terima kasih anda akan mau halo".split(
    " ",
  ),
};

const votes = new Map<string, string[]>();
for (const [language, words] of [
  ...Object.values(lexicons).map((lexicon) => [lexicon.language, lexicon.functionWords] as const),
  ...Object.entries(neighbours),
]) {
  for (const word of new Set(words)) votes.set(word, [...(votes.get(word) ?? []), language]);
}

/** Words of which none is a common one of any known language: then it is another language, not a short text. */
const manyWords = 8;
/** The least share of words that must be common ones of a language. */
const leastShare = 0.1;

/**
 * The language of some words by how many of them are its commonest: a known language's code, `"other"`, or
 * `undefined` where there are too few words to tell.
 *
 * @param words in lower case
 */
export function detectLanguage(words: readonly string[]): string | undefined {
  const found = new Map<string, number>();
  for (const word of words) {
    const languages = votes.get(word);
    if (languages === undefined) continue;
    for (const language of languages) found.set(language, (found.get(language) ?? 0) + 1 / languages.length);
  }
  const [best, second] = [...found].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return words.length >= manyWords || isForeignScript(words) ? "other" : undefined;
  const [language, count] = best;
  if (count < 1 || count === second?.[1]) return undefined;
  if (count / words.length < leastShare) return words.length >= 4 * manyWords ? "other" : undefined;
  return Object.hasOwn(lexicons, language) ? language : "other";
}

/** Whether words are written in other letters than Latin ones. */
function isForeignScript(words: readonly string[]): boolean {
  const letters = words.join("").match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  return letters.length > 0 && latin.length * 2 < letters.length;
}
