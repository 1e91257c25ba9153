import type { SpokenLanguage } from "./spoken-language.ts";
import type { Said, WrittenForm } from "./written-form.ts";
import { execAt, matchAt } from "./written-number.ts";

const clockTime = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])/uy;
const hourTime = /(\d{1,2})\s?[hH]\s?(\d{2})(?![\p{L}\d])/uy;
const dottedTime = /(\d{1,2})\.(\d{2})(?!\d|[.,]\d)/uy;
const halfDay = /\s?([ap])(?:\.\s?m\.|m(?![\p{L}\d])\.?)/iuy;
const hourOnly = /(\d{1,2})(?=\s?[ap](?:\.\s?m\.|m(?![\p{L}\d])))/iuy;
const oneHour = /(\d{1,2})(?=\s(?:Uhr|uur|heures?|horas?)(?![\p{L}\d]))/uy;

/** A time of day: `14:30`, `14:30:15`, `2:30 pm`, `5pm`, `14h30`, `14.30 Uhr`, `kl. 14.30`. */
export const timeOfDay: WrittenForm = (text, at, language) => {
  const clock = execAt(clockTime, text, at) ?? execAt(hourTime, text, at);
  if (clock !== undefined) return clockSaid(clock[0], [clock[1], clock[2], clock[3]], text, at, language);
  const { words, sparse } = language;
  const dotted = execAt(dottedTime, text, at);
  if (dotted !== undefined) {
    const rest = text
      .slice(at + dotted[0].length, at + dotted[0].length + 20)
      // What stands after both of two times tells of the first as well: 9.30-17 Uhr.
      .replace(/^\s?[-–—]\s?\d{1,2}(?:\.\d{2})?(?=\D)/u, "");
    if (
      words?.clock.after.test(rest) === true ||
      matchAt(halfDay, rest, 0) !== undefined ||
      (words?.clock.said ?? sparse?.clock)?.test(text.slice(Math.max(0, at - 20), at)) === true
    )
      return clockSaid(dotted[0], [dotted[1], dotted[2], undefined], text, at, language);
  }
  const hour = execAt(hourOnly, text, at) ?? (words === undefined ? undefined : execAt(oneHour, text, at));
  return hour === undefined ? undefined : clockSaid(hour[0], [hour[1], "00", undefined], text, at, language);
};

function clockSaid(
  found: string,
  [h, m, s]: readonly (string | undefined)[],
  text: string,
  at: number,
  language: SpokenLanguage,
): Said | undefined {
  const [hour, minute, second] = [Number(h), Number(m), s === undefined ? undefined : Number(s)];
  if (hour > 24 || minute > 59 || (second ?? 0) > 59 || (hour === 24 && minute > 0)) return undefined;
  const { numbers, words, sparse, tag } = language;
  const end = at + found.length;
  const half = execAt(halfDay, text, end);
  const written = half === undefined ? words?.clock.after.exec(text.slice(end, end + 12))?.[0] : half[0];
  const hours = hoursSaid(hour, language);
  const { between: many = "", whole: all = "", one } = words?.clock ?? {};
  const hourNoun = (noun: string): string => (hour < 2 && one !== undefined && noun === all ? one : noun);
  const [between, whole] = [hourNoun(many), hourNoun(all)];
  if (sparse?.time !== undefined && half === undefined && second === undefined)
    return { length: found.length, said: sparse.time(hour, minute, numbers) };
  const parts = [
    hours,
    minute === 0 ? (half === undefined ? whole : "") : between,
    ...(minute === 0
      ? []
      : [...(minute < 10 ? [words?.clock.nought ?? ""] : []), numbers.toCardinal(minute)]),
    ...(half === undefined ? [] : [`${(half[1] as string).toLowerCase()}. m.`]),
    ...(second === undefined || second === 0
      ? []
      : [`${words?.signs["&"] ?? ""} ${secondsSaid(second, tag, language)}`]),
  ];
  return {
    length: found.length + (written?.length ?? 0),
    said: parts.filter((part) => part !== "").join(" "),
  };
}

function hoursSaid(hour: number, { numbers, words }: SpokenLanguage): string {
  const said = numbers.toCardinal(hour);
  if (words === undefined) return said;
  const { between, whole, feminine } = words.clock;
  if (feminine === true) return words.feminine?.(said) ?? said;
  const noun = between || whole;
  // Ein Uhr, une heure.
  return noun === "" || hour === 0 ? said : words.counted(said, noun).slice(0, -noun.length - 1);
}

function secondsSaid(second: number, tag: string, { numbers, words }: SpokenLanguage): string {
  const parts = new Intl.NumberFormat(tag, {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
  }).formatToParts(second);
  const name = parts.find(({ type }) => type === "unit")?.value ?? "";
  const said = numbers.toCardinal(second);
  return words?.counted(said, name) ?? `${said} ${name}`;
}
