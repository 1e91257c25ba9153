import { InvalidArgumentError } from "@sdialog/core";

/** Where a text says what is looked for: the words as they stand there; `undefined` where it does not. */
export type TextMatch = (text: string) => string | undefined;

/**
 * What an expectation looks for. A text is found whatever its case and however its words are spaced; `/…/` and `/…/i`
 * are regular expressions.
 *
 * @throws InvalidArgumentError for a broken regular expression
 */
export function textMatch(wanted: string): TextMatch {
  const [, pattern, flags] = /^\/(.+)\/([imsu]{0,4})$/s.exec(wanted) ?? [];
  const expression = pattern === undefined ? wordsOf(wanted) : regularExpression(pattern, flags ?? "");
  return (text) => expression.exec(text)?.[0];
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

function wordsOf(text: string): RegExp {
  const words = text.trim().split(/\s+/).map(escaped);
  return new RegExp(words.join(String.raw`\s+`), "iu");
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function regularExpression(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new InvalidArgumentError(`/${pattern}/${flags} is not a regular expression`, { cause });
  }
}
