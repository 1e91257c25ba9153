import { amountPattern, hundredths } from "./amounts.ts";
import { adultsNamed, childrenNamed, childWord, partOfParty, partySize } from "./party-size.ts";
import { bareDays, bareHours, isSameTime, type Readings, saidMoments } from "./said-moments.ts";
import { withDigits } from "./number-words.ts";

/** What kinds of values are compared as amounts of something, and not as words. */
export type Measure = "date" | "time" | "count";

/** What an answer is compared with. */
export interface KnownMeasures {
  readonly measure: Measure;
  /** The ways to say what is the case. */
  readonly wordings: readonly string[];
  /** What else may be said. */
  readonly known: readonly string[];
  /** What was asked, and what the fact is called: an amount may be of any of these things. */
  readonly about: string;
}

/**
 * What an answer says that is measured as a fact is, when all of it is other than what is known: "8 pm" of 7 pm, "the
 * 6th" of May 5, "two nights" of 3. Nothing where it says no such thing, or says it vaguely ("before 8", "not on Monday").
 */
export function otherMeasure(
  answer: string,
  { measure, wordings, known, about }: KnownMeasures,
): string | undefined {
  const said = withDigits(answer);
  if (vague.test(said)) return undefined;
  const [own, others] = [wordings, known].map((texts) => texts.map(withDigits)) as [string[], string[]];
  const isOther =
    measure === "count"
      ? isOtherCount(said, own, others, withDigits(about))
      : isOtherMoment(said, own, others, measure);
  return isOther ? answer.trim() : undefined;
}

/** Says what it is near to or what it is not. */
const vague =
  /\b(?:between|before|after|until|till|earlier|later|than|at least|at most|up to|not|dont|cant|wont|never|except|instead|zwischen|vor|nach|bis|fruher|spater|mindestens|hochstens|nicht|kein\w*|ausser|statt|entre|avant|apres|jusqua|plus|moins|pas|sauf|antes|despues|hasta|mas|menos|excepto|flexible|either|any|egal)\b(?<!\b(?:quarter|half|\d|viertel|minutes|minuten) (?:before|after|vor|nach)|\b(?:heures|las \d\d?|las una) (?:moins|menos))/;

function isOtherMoment(
  said: string,
  own: readonly string[],
  others: readonly string[],
  measure: "date" | "time",
): boolean {
  const bare = measure === "time" ? bareHours : bareDays;
  const momentsOf = (text: string): readonly Readings[] => {
    const found = saidMoments(text).filter((readings) =>
      readings.some(({ minute }) => (minute === undefined) === (measure === "date")),
    );
    return found.length > 0 ? found : bare(text);
  };
  const moments = momentsOf(said);
  const agreements = (texts: readonly string[]) =>
    texts.flatMap(momentsOf).flatMap((one) => moments.map((moment) => isSameTime(moment, one)));
  const withOwn = agreements(own);
  if (!withOwn.includes(false) || withOwn.includes(true) || agreements(others).includes(true)) return false;
  const isNearly =
    nearly.test(said) && own.flatMap(momentsOf).some((one) => moments.some((moment) => isNear(moment, one)));
  return !isNearly;
}

const nearly =
  /\b(?:around|about|roughly|or so|oder so|ish|approximately|circa|ca|gegen|ungefahr|etwa|vers|environ|sobre|alrededor|almost|nearly|fast|knapp|rund|presque|casi|unos|unas|aproximadamente|some)\b/;

function isNear(a: Readings, b: Readings): boolean {
  return a.some(({ minute: one }) =>
    b.some(({ minute: other }) => one !== undefined && other !== undefined && Math.abs(one - other) <= 30),
  );
}

function isOtherCount(
  said: string,
  own: readonly string[],
  others: readonly string[],
  about: string,
): boolean {
  const things = `${about} ${own.join(" ")}`;
  const amountsOf = (texts: readonly string[]) => texts.flatMap((text) => amountsIn(text, things));
  const [found, wanted] = [amountsOf([said]), amountsOf(own)];
  if (found.length === 0 || wanted.length === 0) return false;
  const sum = found.reduce((all, one) => all + one, 0);
  const known = new Set([...wanted, ...amountsOf(others)]);
  const isNearly =
    nearly.test(said) &&
    found.some((one) => wanted.some((right) => right > 900 && Math.abs(one - right) <= 0.1 * right));
  return !isNearly && !known.has(sum) && !found.some((one) => known.has(one));
}

/** Amounts in a text, in hundredths, that are of what is asked for: "3 weeks" is no number of nights. */
function amountsIn(text: string, things: string): readonly number[] {
  const isOfChildren = childrenNamed.test(things) && !adultsNamed.test(things);
  const isOfPeople = !isOfChildren && ofPeople.test(things);
  const party = isOfPeople ? partySize(text) : undefined;
  if (party !== undefined) return [party * 100];
  return [...text.replaceAll(clockOrDay, " ").matchAll(amountPattern)].flatMap(
    ({ 0: said, index, groups = {}, input }) => {
      const [, unit] = /^\s?(\p{L}+|%)/u.exec(input.slice(index + said.length)) ?? [];
      if (unit === undefined || things.includes(unit.replace(/s$/, ""))) return [hundredths(groups)];
      const isOther = partOfParty.test(unit)
        ? !(childWord.test(unit) ? isOfChildren : isOfPeople)
        : units.test(unit);
      return isOther ? [] : [hundredths(groups)];
    },
  );
}

/** A number with a mark is a time of day where nothing says that it is money. */
const clockOrDay =
  /(?<![\d.,]|\p{Sc} ?)\d{1,2}[:.h]\d{2}\b(?! ?(?:\p{Sc}|dollars?|euros?|pounds?|usd|eur|gbp))|\b\d{1,2} ?[ap]\.?m\b|\b\d+th\b/gu;

/** Where people are counted, whoever they are: the number of rooms or of nights is none of people. */
const ofPeople =
  /\b(?:people|persons?|guests?|party|group|family|diners?|travell?ers?|passengers?|visitors?|participants?|attendees|heads|pax|seats?|tickets?|how many (?:of (?:you|us)|are (?:you|there)|will (?:you|there) be)|personen\p{L}*|gaste|leute|teilnehmer|reisende|platze|karten|wie viele (?:seid|sind|kommen)|personnes?|invites?|voyageurs?|convives|couverts|passagers|participants|billets|places|combien (?:etes|serez)|personas?|invitados|huespedes|viajeros|pasajeros|comensales|plazas|entradas|billetes|cuant[oa]s (?:son|seran|sois|vienen))\b/u;

const units =
  /^(?:%|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|heures?|jours?|semaines?|mois|ans|horas?|dias?|semanas?|meses|anos?|dollars?|bucks|euros?|pounds?|nights?|nachte?|nuits?|noches?|stars?|sterne)$/;
