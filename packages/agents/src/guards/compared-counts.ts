import { amountPattern, hundredths } from "./amounts.ts";
import { type ComparedAnswer, nearly, type Place, unclear, vague, withoutPlaces } from "./compared-answer.ts";
import { isKin, kinCount } from "./kin.ts";
import { adultsNamed, childrenNamed, childWord, partOfParty, partySize } from "./party-size.ts";

/**
 * Compares how many of something an answer says with how many there are. What is counted besides, as the weeks of so many
 * nights, is no number of it.
 *
 * @param said the answer as `withDigits` gives it
 * @param about what was asked, and what the fact is called: an amount may be of any of these things
 */
export function compareCounts(
  said: string,
  own: readonly string[],
  others: readonly string[],
  about: string,
): ComparedAnswer {
  const things = `${about} ${own.join(" ")}`;
  const amountsOf = (texts: readonly string[]) => texts.flatMap((text) => amountsIn(text, things));
  const [found, wanted] = [amountsIn(said, things), amountsOf(own)];
  const decade = decades.exec(said);
  if (decade !== null && wanted.length > 0) return compareDecade(decade, wanted);
  if (found.length === 0 || wanted.length === 0) return unclear;
  const read = found.flatMap(({ place }) => place ?? []);
  // Words that are read as a number say it whole.
  const left = found.every(({ place }) => place === undefined) ? "" : withoutPlaces(said, read);
  const sum = found.reduce((all, { amount }) => all + amount, 0);
  const isOne = (many: readonly Amount[]): boolean =>
    many.some(({ amount }) => amount === sum || found.some((one) => one.amount === amount));
  if (isOne(wanted)) return { verdict: "same", read };
  const isNearly =
    nearly.test(left) &&
    found.some((one) =>
      wanted.some((right) => right.amount > 900 && Math.abs(one.amount - right.amount) <= 0.1 * right.amount),
    );
  if (isNearly || vague.test(left) || loose.test(left)) return { verdict: "unclear", read };
  return isOne(amountsOf(others)) ? unclear : { verdict: "other", read };
}

/** Says no exact number. */
const loose =
  /\b(?:couple|few|several|dozen|paar|einige|dutzend|quelques|plusieurs|dizaine|par|algunos|varios|decena|maybe|perhaps|vielleicht|peut etre|quizas)\b/;

const decades =
  /\b(?<behind>[2-9]0)[ -]?(?:something|odd|et quelques|y pico|y tantos|y algo)\b|\b(?:mid|early|late|mitte|anfang|ende)(?: der)? (?:my |his |her |the )?(?<before>[2-9]0)s?\b/;

/** "30-something" and "Mitte 30" are any number from 30 to 39. */
function compareDecade(
  { 0: words, index, groups }: RegExpExecArray,
  wanted: readonly Amount[],
): ComparedAnswer {
  const ten = Number(groups?.["behind"] ?? groups?.["before"]) * 100;
  return {
    verdict: wanted.some(({ amount }) => amount >= ten && amount < ten + 1000) ? "unclear" : "other",
    read: [{ start: index, end: index + words.length }],
  };
}

/** An amount in hundredths, and where its number stands. */
interface Amount {
  readonly amount: number;
  readonly place?: Place;
}

/** Amounts in a text, in hundredths, that are of what is asked for: "3 weeks" is no number of nights. */
function amountsIn(text: string, things: string): readonly Amount[] {
  const isOfChildren = childrenNamed.test(things) && !adultsNamed.test(things);
  const isOfPeople = !isOfChildren && ofPeople.test(things);
  const party = isOfPeople ? (partySize(text) ?? togetherOf(text)) : undefined;
  const only = party ?? onlyOne(text);
  if (only !== undefined) return [{ amount: only * 100 }];
  return [...text.replaceAll(clockOrDay, (said) => " ".repeat(said.length)).matchAll(amountPattern)].flatMap(
    ({ 0: said, index, groups = {}, input }) => {
      const place = { start: index, end: index + said.length };
      const [, unit] = /^\s?(\p{L}+|%)/u.exec(input.slice(index + said.length)) ?? [];
      if (unit === undefined || things.includes(unit.replace(/s$/, "")))
        return [{ amount: hundredths(groups), place }];
      const isOther = partOfParty.test(unit)
        ? !(childWord.test(unit) ? isOfChildren : isOfPeople)
        : units.test(unit) || (isOfPeople && isKin(unit));
      return isOther ? [] : [{ amount: hundredths(groups), place }];
    },
  );
}

const together: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:(?:its |im )?(?:just|only) )?(?:me|myself)(?: alone)?$|\b(?:nur ich|ich allein|ganz allein|moi seule?|juste moi|solo yo|yo sol[oa])\b/,
    1,
  ],
  [/\bboth of us\b|\bzu zweit\b|\ba deux\b/, 2],
  [/\bzu dritt\b/, 3],
  [/\bzu viert\b/, 4],
  [/\bzu funft\b/, 5],
  [/\bzu sechst\b/, 6],
];

/** How many people say so by who they are: "both of us", "zu dritt", "my wife and I". */
function togetherOf(text: string): number | undefined {
  const bare = text.trim().replace(/[.!]$/, "");
  return together.find(([words]) => words.test(bare))?.[1] ?? kinCount(bare);
}

/** The number that an answer of one word is, where that word is an article or none. */
export function onlyOne(text: string): number | undefined {
  const bare = text.trim().replace(/[.!]$/, "");
  if (/^(?:(?:nur|just|only|solo|seulement) )?(?:ein[es]?|une?(?: seule?)?|una?(?: sola)?)$/.test(bare))
    return 1;
  return /^(?:none|keine?[rns]?|aucune?|ningun[oa]?)$/.test(bare) ? 0 : undefined;
}

/** A number with a mark is a time of day where nothing says that it is money. */
const clockOrDay =
  /(?<![\d.,]|\p{Sc} ?)\d{1,2}[:.h]\d{2}\b(?! ?(?:\p{Sc}|dollars?|euros?|pounds?|usd|eur|gbp))|\b\d{1,2} ?[ap]\.?m\b|\b\d+th\b/gu;

/** Where people are counted, whoever they are: the number of rooms or of nights is none of people. */
const ofPeople =
  /\b(?:people|persons?|guests?|party|group|family|diners?|travell?ers?|passengers?|visitors?|participants?|attendees|heads|pax|seats?|tickets?|how many (?:of (?:you|us)|are (?:you|there)|will (?:you|there) be)|personen\p{L}*|gaste|leute|teilnehmer|reisende|platze|karten|wie viele (?:seid|sind|kommen)|personnes?|invites?|voyageurs?|convives|couverts|passagers|participants|billets|places|combien (?:etes|serez)|personas?|invitados|huespedes|viajeros|pasajeros|comensales|plazas|entradas|billetes|cuant[oa]s (?:son|seran|sois|vienen))\b/u;

const units =
  /^(?:%|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|heures?|jours?|semaines?|mois|ans|horas?|dias?|semanas?|meses|anos?|dollars?|bucks|euros?|pounds?|nights?|nachte?|nuits?|noches?|stars?|sterne)$/;
