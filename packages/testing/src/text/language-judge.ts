/** Whether a text is in a language: in it, in another one for sure, or nobody can say. */
export type LanguageVerdict =
  | { readonly is: "it" | "unsure" }
  | { readonly is: "other"; readonly code: string };

/** Says of texts whether they are in a language. */
export type LanguageJudge = (text: string) => LanguageVerdict;

/** Letters below which a text is too short to tell its language; fewer where a character is a word or a syllable. */
const fewestLetters = 20;
const fewestSyllables = 6;

/** So much likelier must another language be, on a scale from 0 to 1, where words of it are there, and in other scripts. */
const margin = 0.05;
const marginWithoutWords = 0.2;

/**
 * Tells a language by how often its sequences of letters are (ELD), and another one for sure only by its function words
 * as well: a menu of Italian dishes, or a list of names, is not Italian. Where no letter is Latin, no words are needed.
 *
 * @param language one of `languages`
 */
export async function languageJudge(language: string): Promise<LanguageJudge> {
  // The tables take a fifth of a second to load, and most tests need none.
  const [{ eld }, { default: lists }] = await Promise.all([
    import("eld/small"),
    import("stopwords-iso", { with: { type: "json" } }),
  ]);
  const detector = eld.newInstance();
  const words = new Map<string, ReadonlySet<string>>();
  const functionWords = (code: string): ReadonlySet<string> => {
    const known = words.get(code) ?? new Set((lists as Readonly<Record<string, readonly string[]>>)[code]);
    words.set(code, known);
    return known;
  };
  return (written) => {
    const text = spoken(written);
    if (isShort(text)) return { is: "unsure" };
    const result = detector.detect(text);
    const code = result.language;
    if (code === language) return { is: "it" };
    if (code === "") return { is: "unsure" };
    const scores = result.getScores();
    const ahead = (scores[code] ?? 0) - (scores[language] ?? 0);
    if (ahead >= marginWithoutWords && !/\p{Script=Latin}/u.test(text)) return { is: "other", code };
    const said = text.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? [];
    const [theirs, ours] = [functionWords(code), functionWords(language)];
    const different = new Set(said);
    const count = (these: ReadonlySet<string>, without?: ReadonlySet<string>): number =>
      [...different].filter((word) => these.has(word) && without?.has(word) !== true).length;
    const isOther =
      ahead >= margin &&
      count(theirs, ours) > 2 * count(ours, theirs) &&
      count(theirs) >= Math.min(wordsShare * said.length, enoughWords);
    return isOther ? { is: "other", code } : { is: "unsure" };
  };
}

/**
 * Least share of different function words among all words, or, in a long text, how many are enough: names of dishes, songs
 * and places (`spaghetti alle vongole`, `tiramisù della casa`) have some, too, though fewer than sentences.
 */
const wordsShare = 0.3;
const enoughWords = 8;

/** Addresses, codes and numbers are in no language. */
function spoken(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !/[@/\d_]/.test(word))
    .join(" ");
}

function isShort(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const syllables = letters.filter((letter) =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}]/u.test(
      letter,
    ),
  ).length;
  return letters.length < fewestLetters && syllables < fewestSyllables;
}
