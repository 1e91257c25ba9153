import { InvalidArgumentError } from "@sdialog/core";

/** Where a text says what is looked for: the words as they stand there; `undefined` where it does not. */
export type TextMatch = (text: string) => string | undefined;

/**
 * What an expectation looks for. A text is found whatever its case (`ß` is `SS`), however its words are spaced, and whichever
 * apostrophes, quotation marks, hyphens and accents (NFC, NFD) it is written with, also with signs nobody sees in it, and
 * with Markdown's emphasis around its words. A text in slashes, flags behind
 * them, is a regular expression: `/…/`, `/…/i`.
 *
 * @throws InvalidArgumentError for a broken regular expression, or flags that there are not
 */
export function textMatch(wanted: string): TextMatch {
  const [, pattern, flags] = /^\/(.+)\/([A-Za-z]*)$/s.exec(wanted) ?? [];
  if (pattern === undefined) {
    const words = wordsOf(wanted);
    return (text) => words.exec(text)?.[0];
  }
  return expressionMatch(regularExpression(wanted, pattern, flags ?? ""));
}

/** Where a text matches a regular expression, however its accents are written. */
export function expressionMatch({ source, flags }: RegExp): TextMatch {
  // A copy, since a global or sticky expression remembers where it stopped.
  const expression = new RegExp(source, flags.replaceAll(/[gy]/g, ""));
  return (text) => (expression.exec(text) ?? expression.exec(text.normalize("NFC")))?.[0];
}

/** The first of several that is found. */
export function anyMatch(wanted: string | readonly string[]): TextMatch {
  const matches = [wanted].flat().map(textMatch);
  return (text) => {
    for (const match of matches) {
      const found = match(text);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Characters that people take for one another. */
const alike = ["'’‘ʼ`´", '"“”„«»', "‐‑–-"] as const;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

function wordsOf(text: string): RegExp {
  const words = text.trim().split(/\s+/).map(wordPattern);
  // A letter that goes on with an accent is another letter.
  return new RegExp(`${words.join(between)}(?!\\p{M})`, "iu");
}

/** What may stand between two words, and, seen by nobody, between two characters. */
const between = String.raw`[*_~\p{Cf}]{0,20}\s[\s*_~\p{Cf}]{0,200}`;
const unseen = String.raw`\p{Cf}{0,20}`;

function wordPattern(word: string): string {
  return word
    .split(/(ss|[ßẞ])/iu)
    .filter((part) => part !== "")
    .map((part) =>
      /^(?:ss|[ßẞ])$/iu.test(part)
        ? `(?:s${unseen}s|[ßẞ])`
        : [...graphemes.segment(part)].map(({ segment }) => characterPattern(segment)).join(unseen),
    )
    .join(unseen);
}

function characterPattern(character: string): string {
  const group = alike.find((one) => one.includes(character));
  if (group !== undefined) return `[${group}]`;
  const forms = [...new Set(["NFC", "NFD"].map((form) => escaped(character.normalize(form))))];
  return forms.length === 1 ? (forms[0] as string) : `(?:${forms.join("|")})`;
}

function regularExpression(wanted: string, pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new InvalidArgumentError(`${wanted} is not a regular expression: ${(cause as Error).message}`, {
      hint: `What is between slashes is one; its flags come after them: d, g, i, m, s, u or v, each once. To look for slashes themselves, write /${escaped(wanted)}/.`,
      cause,
    });
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
