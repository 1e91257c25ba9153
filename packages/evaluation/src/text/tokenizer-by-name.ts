import { InvalidArgumentError, nearestName } from "@sdialog/core";
import { lettersTokenizer } from "./letters-tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { defaultTokenizer, unicodeTokenizer } from "./unicode-tokenizer.ts";
import { whitespaceTokenizer } from "./whitespace-tokenizer.ts";

const fixed: readonly Tokenizer[] = [defaultTokenizer, whitespaceTokenizer, lettersTokenizer];

/** The tokeniser a name recorded with results stands for: `unicode`, `unicode-<locale>[-cased]`, `whitespace`, `letters`. @throws InvalidArgumentError */
export function tokenizerByName(name: string): Tokenizer {
  const known = name === "unicode" ? defaultTokenizer : fixed.find((tokenizer) => tokenizer.name === name);
  if (known !== undefined) return known;
  const [, locale, cased] = /^unicode-([a-z]{2,3}(?:-(?!cased)[a-z0-9]+)*)(-cased)?$/i.exec(name) ?? [];
  if (locale !== undefined) return unicodeTokenizer({ locale, lowercase: cased === undefined });
  const names = ["unicode", "whitespace", "letters"];
  const nearest = nearestName(name, names);
  throw new InvalidArgumentError(`There is no tokeniser called "${name}"`, {
    hint: nearest === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
