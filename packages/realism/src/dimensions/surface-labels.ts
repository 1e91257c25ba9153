import { lexicalFeatures, type Lexicon } from "../lexicons/lexicon.ts";
import { matcherOf, tokenizerOf } from "../lexicons/phrase-matcher.ts";
import { lengthLabel } from "./dimension-set.ts";
import { findSurfaceErrors } from "./surface-errors.ts";

/** By dimension, the labels of one turn. */
export type TurnLabels = Readonly<Record<string, readonly string[]>>;

const bit = (feature: (typeof lexicalFeatures)[number]): number => 1 << lexicalFeatures.indexOf(feature);
const [polite, formal] = [bit("politeness_rate"), bit("formality_rate")];
const emoji = /\p{Extended_Pictographic}|(?:^|\s)[:;]-?[)(DPp/|](?=\s|$)/u;

/** The labels that the text of a turn gives itself: its length, what it looks like, and its errors. */
export function surfaceLabels(text: string, lexicon: Lexicon | null): TurnLabels {
  const words = tokenizerOf(lexicon?.language ?? null).words(text);
  const bits = lexicon === null ? 0 : matcherOf(lexicon).match(words);
  const said = text.trim();
  const attributes: readonly (readonly [string, boolean])[] = [
    ["question", /[?？؟]/u.test(said)],
    ["exclamation", said.includes("!")],
    ["polite", (bits & polite) !== 0],
    ["formal", (bits & formal) !== 0],
    ["small first letter", /^[^\p{L}\p{N}]*\p{Ll}/u.test(said)],
    ["no end mark", !/[.!?…。:)\]"”'’»]$/u.test(said)],
    ["capitals", /\p{Lu}{2}/u.test(said) && !/\p{Ll}/u.test(said)],
    ["emoji", emoji.test(said)],
    ["several lines", said.includes("\n")],
  ];
  return {
    "message length": [lengthLabel(words.length)],
    "linguistic attributes": attributes.flatMap(([name, holds]) => (holds ? [name] : [])),
    errors: [...findSurfaceErrors(text, lexicon)],
  };
}
