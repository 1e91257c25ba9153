import { plainLetters } from "./number-words.ts";
import { type ComparedAnswer, unclear } from "./compared-answer.ts";

const yes =
  "yes|yeah|yep|yup|yea|sure|certainly|absolutely|definitely|of course|indeed|exactly|i am|i do|i have|i did|i was|we are|we do|we have|i sure (?:am|do)|ja|jawohl|jap|jo|klar|naturlich|selbstverstandlich|sicher|gewiss|doch|auf jeden fall|genau|freilich|oui|ouais|si|bien sur|tout a fait|evidemment|exactement|absolument|effectivement|claro|por supuesto|desde luego|como no|en efecto|efectivamente";
const no =
  "no|nope|nah|never|none|not|isnt|dont|doesnt|havent|hasnt|arent|wasnt|didnt|im not|neither|nein|nee|ne|nicht|nie|niemals|kein\\w*|nix|keineswegs|non|jamais|pas|aucune?|nullement|nunca|jamas|para nada|que va|tampoco|ningun[oa]?|ni";
const yesWord = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${yes})(?![\p{L}\p{N}])`, "u");
const noWord = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${no})(?![\p{L}\p{N}])`, "u");
/** Denies nothing. */
const harmless =
  /\b(?:no (?:problem|doubt|worries|need|idea)|why not|not sure|dont know|cant say|pas de (?:souci|probleme)|kein problem|keine ahnung|weiss (?:ich )?nicht|nicht sicher|je ne sais pas|no (?:lo )?se|sin duda|no hay problema|not only|how should i know)\b/;

const values: readonly (readonly [RegExp, boolean])[] = [
  [/^(?:yes|ja|oui|si|true|wahr|vrai)$/, true],
  [/^(?:no|nein|non|false|falsch|faux|none)$/, false],
];

/** What a fact is that is a yes or a no. */
export function yesOrNoOf(value: string): boolean | undefined {
  const plain = plainLetters(value).trim();
  return values.find(([said]) => said.test(plain))?.[1];
}

const mostWords = 8;

/**
 * Compares what an answer affirms or denies with what is the case. A question that denies ("don't you …?"), and one that asks
 * for more than whether it is so, may be answered by either word.
 */
export function compareYesOrNo(said: string, own: boolean, question: string): ComparedAnswer {
  const asked = plainLetters(question)
    .split(/(?<=[.!])\s/)
    .at(-1) as string;
  if (noWord.test(asked) || (asked.match(/\p{L}+/gu) ?? []).length > mostWords) return unclear;
  const clauses = plainLetters(said)
    .split(/[,.;:!?…]+/)
    .filter((clause) => /\p{L}/u.test(clause));
  // What comes behind the first clause is about it: "yes, since May".
  const told = clauses.slice(0, 2).flatMap((clause): readonly boolean[] => {
    if (harmless.test(clause)) return [];
    if (noWord.test(clause)) return [false];
    return yesWord.test(clause) ? [true] : [];
  });
  const isFirst = clauses[0] !== undefined && (noWord.test(clauses[0]) || yesWord.test(clauses[0]));
  if (!isFirst || told.length === 0) return unclear;
  if (told.some((one) => one !== told[0])) return { verdict: told[0] === own ? "same" : "unclear", read: [] };
  return { verdict: told[0] === own ? "same" : "other", read: [] };
}
