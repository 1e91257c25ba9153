import type { Fact } from "@sdialog/core";
import { factKind, type FactKind, factWordings, valueKind } from "@sdialog/core/internal";
import type { ComparedAnswer } from "./compared-answer.ts";
import { compareCodes, compareEmails } from "./compared-codes.ts";
import { compareCounts, onlyOne } from "./compared-counts.ts";
import { compareMoments } from "./compared-moments.ts";
import { compareQuantities, quantityOf } from "./compared-quantities.ts";
import { compareKin, isKin, withoutKin } from "./kin.ts";
import { withDigits } from "./number-words.ts";
import { compareOrdinals, isStoreyName, ordinalOf } from "./ordinals.ts";
import { quantitiesIn } from "./quantities.ts";
import type { Dimension } from "./unit-words.ts";
import { compareYesOrNo, yesOrNoOf } from "./yes-or-no.ts";

/** An answer to a question for a fact. */
export interface AnswerToCompare {
  readonly text: string;
  /** As `withDigits` gives it. */
  readonly digits: string;
  /** What else may be said. */
  readonly others: readonly string[];
  /** What was said before. */
  readonly said: readonly string[];
  readonly question: string;
}

/** Compares an answer with what is the case. */
export type Comparison = (answer: AnswerToCompare) => ComparedAnswer;

/** How answers are compared with a fact, by the form of its value and what it is called; nothing where words are compared. */
export function comparisonOf(fact: Fact, called: readonly string[]): Comparison | undefined {
  const wordings = factWordings(fact);
  const own = wordings.map(withDigits);
  const [first = ""] = own;
  const kind = factKind(called);
  const value = valueKind(fact);
  const answers = kind?.answers ?? [];
  const isAsked = (...asked: readonly (typeof answers)[number][]): boolean =>
    asked.some((one) => answers.includes(one));

  const isSo = yesOrNoOf(wordings[0] ?? "");
  if (isSo !== undefined) return ({ text, question }) => compareYesOrNo(text, isSo, question);
  if (value === "email") return ({ text }) => compareEmails(text.toLowerCase(), wordings);
  if (value !== "date" && value !== "time" && !isAsked("moment", "date", "time")) {
    const ordinal = ordinalOf(
      first,
      called.some((name) => isStoreyName(withDigits(name))),
    );
    if (ordinal !== undefined) return ({ digits }) => compareOrdinals(digits, ordinal);
  }
  // An "arrival time" of 6h45 is when somebody arrives, whatever else "arrival" may be.
  const isOfTime = value === "time" && factKind(called, value)?.answers.includes("moment") === true;
  const isMixed = isMixedCode(wordings, called, kind);
  const dimension = isMixed
    ? undefined
    : dimensionOf(own, value === "money" || kind?.name === "money", kind?.name === "weight", {
        isMoment: (isAsked("moment", "date", "time") || isOfTime) && !isAsked("duration"),
      });
  if (dimension !== undefined)
    return ({ digits, others, said }) =>
      compareQuantities(digits, own, [...others, ...said].map(withDigits), dimension);
  if (!isMixed && (value === "date" || value === "time"))
    return ({ digits, others, said }) =>
      compareMoments(digits, own, [...others, ...said].map(withDigits), value);
  if (isMixed || isCode(wordings, value, kind?.name))
    return ({ digits, question }) => compareCodes(digits, wordings, withDigits(question));
  if (value === "count" || (value === "text" && isAsked("count", "duration")))
    return ({ text, digits, others, question }) =>
      compareCounts(
        onlyOne(withDigits(text)) === undefined ? digits : withDigits(text),
        own,
        [...others, question].map(withDigits),
        withDigits(`${called[0]} ${question}`),
      );
  if (isKin(first) && !/\p{Ll}{3}/u.test(namesLeft(wordings[0] ?? "")))
    return ({ text, digits }) => compareKin(digits, first, text, wordings);
  return undefined;
}

/** What a fact measures; nothing where it measures none, or is a time of day. */
function dimensionOf(
  own: readonly string[],
  isMoney: boolean,
  isWeight: boolean,
  { isMoment }: { readonly isMoment: boolean },
): Dimension | undefined {
  const [first = ""] = own;
  const quantity = quantityOf(first);
  const dimensions = new Set((quantity?.units ?? []).map(({ dimension }) => dimension));
  if (isMoney && (dimensions.has("money") || (dimensions.size === 0 && quantitiesIn(first).length === 1)))
    return "money";
  if (isMoment || quantity === undefined) return undefined;
  if (isWeight && dimensions.has("mass")) return "mass";
  return dimensions.size === 1 ? [...dimensions][0] : undefined;
}

/** Kinds of facts that have a number and are none. */
const numbered: ReadonlySet<string> = new Set(
  "postcode phone pin tracking serial account order booking customer plate".split(" "),
);
const leastDigits = 3;

/** How things are called that have a number and may be of no usual kind. */
const codeName =
  /\b(?:code|number|no|id|ref|reference|locker|gate|flight|password|model|badge|\p{L}*(?:nummer|kennzeichen|code|zeichen)|numero|casier|vol|referencia|codigo|matricula|vuelo|taquilla)\b/u;

/**
 * Whether a value is letters and digits as codes and postcodes have them: "M14 5TQ" is no 14 metres, "4711G" no 4711
 * grams. What stands for a unit is glued to its number, as it is in "500g" and "1h30", so that only capital letters, or
 * what the fact is called, tell a code.
 */
function isMixedCode(
  wordings: readonly string[],
  called: readonly string[],
  kind: FactKind | undefined,
): boolean {
  const isNumbered =
    (kind !== undefined && numbered.has(kind.name)) || called.some((name) => codeName.test(withDigits(name)));
  const isMeasure =
    kind?.answers.some((one) => one === "count" || one === "money" || one === "duration") === true;
  return wordings.every((one) => {
    const bare = one.replaceAll(/[ -]/g, "");
    const letters = bare.replaceAll(/\d/g, "");
    if (!/^[a-z\d]+$/i.test(bare) || letters === "" || bare.length < leastOfMixed) return false;
    const isWritten = one
      .trim()
      .split(/[ -]/)
      .every((word) => /\d/.test(word) || /^\p{Lu}+$/u.test(word));
    const isGlued = /\p{L}\d|\d\p{L}/u.test(one);
    const digits = bare.length - letters.length;
    return (
      isWritten &&
      isGlued &&
      digits >= 2 &&
      (isNumbered || (!isMeasure && /^[A-Z\d]+$/.test(bare) && isNoMeasure(one, letters)))
    );
  });
}

const leastOfMixed = 4;

/** Whether letters are more than the units of one amount; a single capital letter is none of a unit. */
function isNoMeasure(value: string, letters: string): boolean {
  return letters.length === 1 || quantityOf(withDigits(value)) === undefined;
}

function isCode(wordings: readonly string[], value: string, kind: string | undefined): boolean {
  const hasDigits = wordings.every((one) => (one.match(/\d/g) ?? []).length >= leastDigits);
  return hasDigits && (value === "phone" || value === "code" || (kind !== undefined && numbered.has(kind)));
}

/** Small letters that a value has besides those of kin: names have capitals. */
function namesLeft(value: string): string {
  return withoutKin(withDigits(value))
    .split(/\s+/)
    .filter(
      (word) =>
        word !== "" && value.split(/\s+/).some((own) => withDigits(own) === word && /^\p{Ll}/u.test(own)),
    )
    .filter((word) => !/^(?:and|und|con|avec|mit|with|the)$/.test(word))
    .join(" ");
}
