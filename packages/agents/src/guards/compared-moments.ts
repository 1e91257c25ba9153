import { type ComparedAnswer, nearly, unclear, vague, withoutPlaces } from "./compared-answer.ts";
import {
  bareDays,
  bareHours,
  type FoundMoment,
  isSameTime,
  type Readings,
  saidMoments,
} from "./said-moments.ts";

/**
 * Compares the dates or the times of day in an answer with the one that is the case: "8 pm" is no 7 pm, "the 6th" no May
 * 5, and "Friday" may be. "7:30 in the evening" is no 07:30, and may be 7:30.
 *
 * @param said the answer as `withDigits` gives it
 */
export function compareMoments(
  said: string,
  own: readonly string[],
  others: readonly string[],
  measure: "date" | "time",
): ComparedAnswer {
  const bare = measure === "time" ? bareHours : bareDays;
  const momentsOf = (text: string, { isFact = false } = {}): readonly FoundMoment[] => {
    const found = saidMoments(text, { isFact }).filter(({ readings }) =>
      readings.some(({ minute }) => (minute === undefined) === (measure === "date")),
    );
    return found.length > 0 ? found : bare(text);
  };
  const moments = momentsOf(said);
  const agreements = (known: readonly FoundMoment[]) =>
    known.flatMap((one) => moments.map((moment) => isSameTime(moment.readings, one.readings)));
  const ownMoments = own.flatMap((one) => momentsOf(one, { isFact: true }));
  const withOwn = agreements(ownMoments);
  if (withOwn.includes(true)) return { verdict: "same", read: moments };
  if (!withOwn.includes(false)) return unclear;
  const left = withoutPlaces(said, moments);
  const isNearly =
    nearly.test(left) &&
    ownMoments.some((one) => moments.some((moment) => isNear(moment.readings, one.readings)));
  if (isNearly || vague.test(left)) return { verdict: "unclear", read: moments };
  const withOthers = agreements(others.flatMap((one) => momentsOf(one)));
  return withOthers.includes(true) ? unclear : { verdict: "other", read: moments };
}

function isNear(a: Readings, b: Readings): boolean {
  return a.some(({ minute: one }) =>
    b.some(({ minute: other }) => one !== undefined && other !== undefined && Math.abs(one - other) <= 30),
  );
}
