import type { Fact } from "@sdialog/core";
import { factKind, factWordings, valueKind } from "@sdialog/core/internal";
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
  const dimension = dimensionOf(own, value === "money" || kind?.name === "money", kind?.name === "weight", {
    isMoment: (isAsked("moment", "date", "time") || isOfTime) && !isAsked("duration"),
  });
  if (dimension !== undefined)
    return ({ digits, others, said }) =>
      compareQuantities(digits, own, [...others, ...said].map(withDigits), dimension);
  if (value === "date" || value === "time")
    return ({ digits, others, said }) =>
      compareMoments(digits, own, [...others, ...said].map(withDigits), value);
  if (isCode(wordings, value, kind?.name))
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
