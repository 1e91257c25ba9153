import { type ComparedAnswer, nearly, unclear, vague, withoutPlaces } from "./compared-answer.ts";
import { type Quantity, quantitiesIn } from "./quantities.ts";
import type { Dimension, Unit } from "./unit-words.ts";

/** The quantity that a fact is, when it is one: "70 kg", "two weeks", "$49.90". */
export function quantityOf(digits: string): Quantity | undefined {
  const found = quantitiesIn(digits);
  const [only] = found;
  if (only === undefined || found.length > 1 || only.units.length === 0) return undefined;
  return /\d/.test(withoutPlaces(digits, found)) ? undefined : only;
}

/**
 * Compares what an answer says of how much something is with how much it is, whatever the unit: "154 pounds" are 70 kg,
 * "1 h 30" are 90 minutes, "70 pounds" are no 70 kg. A number without a unit is one of the fact's.
 *
 * @param said the answer as `withDigits` gives it
 * @param dimension what is measured; what is said of other things is not compared
 */
export function compareQuantities(
  said: string,
  own: readonly string[],
  others: readonly string[],
  dimension: Dimension,
): ComparedAnswer {
  const isOf = ({ units }: Quantity): boolean =>
    units.length === 0 || units.some((unit) => isComparable(unit, dimension));
  const found = quantitiesIn(said).filter(isOf);
  const wanted = own.flatMap(quantitiesIn).filter(isOf);
  if (found.length === 0 || wanted.length === 0) return unclear;
  const agreementsOf = (one: Quantity) => wanted.map((right) => isSame(one, right, dimension, exactly));
  const agreements = new Set(found.flatMap(agreementsOf));
  // Beside the right one, a number without a unit may be of anything.
  if (agreements.has(true))
    return {
      verdict: "same",
      read: found.filter((one) => one.units.length > 0 || agreementsOf(one).includes(true)),
    };
  const left = withoutPlaces(said, found);
  const isKnown = others
    .flatMap(quantitiesIn)
    .some((known) => isOf(known) && found.some((one) => isSame(one, known, dimension, exactly) === true));
  const isNear =
    nearly.test(left) &&
    found.some((one) => wanted.some((right) => isSame(one, right, dimension, roughly) === true));
  const isWhole = found.some(
    (one) =>
      !hasDecimals.test(said.slice(one.start, one.end)) &&
      wanted.some((right) => isRounded(one, right, dimension)),
  );
  if (isNear || isWhole || vague.test(left)) return { verdict: "unclear", read: found };
  return isKnown || agreements.has(undefined) ? unclear : { verdict: "other", read: found };
}

/** Of an area one says metres, too. */
const isComparable = (unit: Unit, dimension: Dimension): boolean =>
  unit.dimension === dimension || (dimension === "area" && unit.dimension === "length" && unit.factor === 1);

const exactly = 0;
const roughly = 0.15;
/** How far apart a conversion may be that somebody does in the head; months are of no length. */
const converted = 0.03;
const ofMonths = 0.1;
const day = 24 * 60;

/** Said to a hundredth, as "90.00" is, it is not rounded. */
const hasDecimals = /\d[.,]\d{1,2}(?!\d)/;
const thousand = 1000;

/** Whether an amount is told in whole units of what the answer gives, or, from ten thousand on, in thousands: 90 of 89.99. */
function isRounded(said: Quantity, own: Quantity, dimension: Dimension): boolean {
  const [ofSaid, ofOwn] = [unitsFor(said, dimension), unitsFor(own, dimension)];
  const isBare = ofSaid.length === 0 || ofOwn.length === 0;
  const scales = isBare
    ? [1]
    : ofSaid.flatMap((a) =>
        ofOwn
          .filter((b) => dimension !== "money" || sharesOne(a.currency, b.currency))
          .map((b) => b.factor / a.factor),
      );
  return said.numbers.some((one) =>
    own.numbers.some((right) =>
      scales.some((scale) => {
        const exact = right * scale;
        const wholes = [
          Math.round(exact),
          ...(exact >= 10 * thousand ? [Math.round(exact / thousand) * thousand] : []),
        ];
        return wholes.includes(one) && isNear(one, exact, converted);
      }),
    ),
  );
}

/** Whether two can be as much; nothing where that depends on what is not said. */
function isSame(said: Quantity, own: Quantity, dimension: Dimension, off: number): boolean | undefined {
  const [ofSaid, ofOwn] = [unitsFor(said, dimension), unitsFor(own, dimension)];
  const isSameNumber = said.numbers.some((a) => own.numbers.some((b) => isNear(a, b, off)));
  if (ofSaid.length === 0 || ofOwn.length === 0)
    // "180" of 1.80 m.
    return (
      isSameNumber ||
      (dimension === "length" && said.numbers.some((a) => own.numbers.some((b) => isNear(a, b * 100, off))))
    );
  if (dimension === "money" && !ofSaid.some((a) => ofOwn.some((b) => sharesOne(a.currency, b.currency))))
    // What it would be in another currency depends on the day.
    return isSameNumber ? false : undefined;
  if (dimension === "temperature" && !ofSaid.some((a) => ofOwn.some((b) => a.system === b.system)))
    return undefined;
  // "A week and a half" is no exact number of days.
  const isInexact = dimension === "duration" && said.numbers.some((one) => !Number.isInteger(one));
  return ofSaid.some((a) =>
    ofOwn.some((b) => {
      const allowed = Math.max(off, conversionOff(a, b), isInexact ? ofMonths : 0);
      // Ten days are nine nights.
      const nights = a.system !== b.system && [a, b].some(({ system }) => system === "nights") ? day : 0;
      return said.numbers.some((x) =>
        own.numbers.some((y) => {
          const [one, other] = [x * a.factor, y * b.factor];
          return isNear(one, other, allowed) || (nights > 0 && Math.abs(one - other) <= nights);
        }),
      );
    }),
  );
}

function unitsFor({ units }: Quantity, dimension: Dimension): readonly Unit[] {
  return units.filter((unit) => isComparable(unit, dimension));
}

const isNear = (a: number, b: number, off: number): boolean =>
  Math.abs(a - b) <= (off + 1e-6) * Math.abs(b) + 1e-9;

/** How far apart the same amount can be in two units. */
function conversionOff(a: Unit, b: Unit): number {
  if (a.factor === b.factor) return 0;
  if ([a, b].some(({ system }) => system === "months")) return ofMonths;
  return a.system === b.system && a.system !== "imperial" ? 0 : converted;
}

const sharesOne = (a = "", b = ""): boolean =>
  a.split(" ").some((one) => one !== "" && b.includes(` ${one} `));
