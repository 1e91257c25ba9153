import { hungarianDay, hungarianOrdinal } from "./words/hungarian.ts";
import { ends, type WrittenForm } from "./written-form.ts";
import { execAt } from "./written-number.ts";

const inDigits = /(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})(?:\.|-(\p{Ll}{1,5}))(?![\p{L}\d])/uy;
const patterns = new Map<string, RegExp>();

/**
 * A date as Hungarian has it, from the year on or from the month: `2024. május 3.`, `2024. 05. 03.`, `május 3-án`; before "nap" the day is
 * an ordinal as any other: `május 3. napján`.
 */
export const hungarianDate: WrittenForm = (text, at, { tag, dates, numbers }) => {
  if (!tag.startsWith("hu")) return undefined;
  const pattern =
    patterns.get(tag) ??
    new RegExp(
      String.raw`(?:(\d{4})\.?\s+)?(${dates.monthNames})(?:\.?\s+(\d{1,2})(?:\.|-(\p{Ll}{1,5})|(?=\s*(?:$|[,;:!?)–]))))?${ends}`,
      "uy",
    );
  patterns.set(tag, pattern);
  const digits = execAt(inDigits, text, at);
  const name = [...dates.months].find(([, number]) => number === Number(digits?.[2]))?.[0];
  const found =
    digits === undefined || name === undefined
      ? execAt(pattern, text, at)
      : [digits[0], digits[1], name, digits[3], digits[4]];
  if (found === undefined || (found[1] === undefined && found[3] === undefined)) return undefined;
  const [all = "", year, month = "", written, ending] = found;
  const day = Number(written);
  if (written !== undefined && (day < 1 || day > 31)) return undefined;
  const before = `${year === undefined ? "" : `${numbers.toCardinal(year)} `}${month}`;
  if (written === undefined) return { length: all.length, said: before };
  const rest = text.slice(at + all.length);
  const isAttribute = all.endsWith(".") && /^\sn(?:a|á)p/u.test(rest);
  const said = isAttribute ? hungarianOrdinal(day, numbers) : hungarianDay(day, numbers, ending);
  // The full stop of a day may end a sentence as well.
  const stop = all.endsWith(".") && /^\s*$|^\s+\p{Lu}/u.test(rest) ? "." : "";
  return { length: all.length, said: `${before} ${said}${stop}` };
};
