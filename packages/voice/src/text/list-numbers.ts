import { monthsOf } from "./spoken-language.ts";
import { isNumberedNoun } from "./words/german.ts";

/** A line that begins with a number and a full stop or a bracket. */
interface NumberedLine {
  readonly line: number;
  /** What stands before the number: blanks, and other marks of Markdown. */
  readonly before: string;
  readonly number: number;
  readonly mark: string;
  readonly after: string;
}

const numbered = /^([ \t]{0,12}(?:(?:>|[-*+•][ \t])[ \t]{0,4}){0,5})(\d{1,3})([.)])[ \t]+(?=\S)/u;
/** Where `2.` before a word in lower case may be an ordinal; in German what is numbered is known. */
const dotsMakeOrdinals = /^(?:cs|da|et|fi|hr|hu|is|lv|nb|nn|no|pl|sk|sl|sr|tr)(?:-|$)/u;

/**
 * Leaves out the numbers of a list: of at least two lines, each a number after the one before it (or `1.` in each, as Markdown allows).
 * A number by itself at the beginning of a line is said: `42. Final answer.`, `24. Dezember wäre gut.`
 *
 * @param language BCP 47 tag: days before the name of a month are no list, nor are ordinals before the same word in each line
 * @param leaveOut is told each number, and gives what stands in its place
 */
export function withoutListNumbers(
  text: string,
  language: string,
  leaveOut: (number: string) => string,
): string {
  const lines = text.split("\n");
  const items = lines.flatMap((written, line): NumberedLine[] => {
    const [all = "", before = "", number = "", mark = ""] = numbered.exec(written) ?? [];
    const item = { line, before, number: Number(number), mark, after: written.slice(all.length) };
    return all === "" || isDay(item, language) ? [] : [item];
  });
  for (const [index, item] of items.entries()) {
    const beside = [
      items.slice(0, index).findLast((other) => isSameList(item, other)),
      items.slice(index + 1).find((other) => isSameList(item, other)),
    ];
    const [previous, next] = beside;
    const isItem =
      (previous !== undefined && follows(previous, item, language)) ||
      (next !== undefined && follows(item, next, language));
    if (isItem)
      lines[item.line] = `${item.before}${leaveOut(`${item.number}${item.mark}`).trim()}${item.after}`;
  }
  return lines.join("\n");
}

function isSameList(item: NumberedLine, other: NumberedLine): boolean {
  // Numbers stand under each other to the left or to the right.
  const end = ({ before, number }: NumberedLine): number => before.length + String(number).length;
  return item.mark === other.mark && (item.before === other.before || end(item) === end(other));
}

function follows(item: NumberedLine, next: NumberedLine, language: string): boolean {
  const inOrder = next.number === item.number + 1 || (item.number === 1 && next.number === 1);
  const [word, other] = [item, next].map(({ after }) => /^[\p{L}\p{M}]+/u.exec(after)?.[0]);
  const areOrdinals =
    item.mark === "." &&
    word !== undefined &&
    word === other &&
    (/^de(?:-|$)/u.test(language)
      ? isNumberedNoun(` ${item.after}`)
      : dotsMakeOrdinals.test(language) && /^\p{Ll}/u.test(word));
  return inOrder && !areOrdinals;
}

/** A day of a month: `24. Dezember`. */
function isDay({ number, mark, after }: NumberedLine, language: string): boolean {
  const word = /^[\p{L}\p{M}]+/u.exec(after)?.[0].toLowerCase();
  return mark === "." && number >= 1 && number <= 31 && word !== undefined && monthsOf(language).has(word);
}
