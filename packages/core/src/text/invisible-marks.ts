import { counted } from "./counted.ts";

/**
 * Signs that nobody sees and that no word is spelled with: soft hyphens, spaces without width, marks of direction, byte
 * order marks. Messengers, editors and copied text put them around names and before lines. Joiners, which change how
 * letters and emoji are drawn, are none of them.
 */
const signs = String.raw`\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF`;

/** Source of a pattern for one of them. */
export const invisibleMark = `[${signs}]`;
/** Source of a pattern for any number of them, and of white space. */
export const anyUnseen = String.raw`[\s${signs}]*`;

const mark = new RegExp(invisibleMark, "g");

/** A name, the head of a line or the like without the invisible marks in it. */
export function withoutMarks(text: string): string {
  return text.replaceAll(mark, "");
}

/** Whether a line has nothing in it that is seen. */
export function showsNothing(line: string): boolean {
  return withoutMarks(line).trim() === "";
}

/** How many invisible marks are in a text. */
export function marksIn(text: string): number {
  return text.length - withoutMarks(text).length;
}

/** What follows in a text on the first `count` signs of it {@link withoutMarks}. */
export function behindHead(text: string, count: number): string {
  mark.lastIndex = 0;
  let end = count;
  for (let found = mark.exec(text); found !== null && found.index < end; found = mark.exec(text)) end++;
  return text.slice(end);
}

/** Says of how many names, cells or heads of lines marks were left out; nothing where of none. */
export class MarkCounter {
  #count = 0;

  without(text: string): string {
    const left = withoutMarks(text);
    this.add(left !== text);
    return left;
  }

  /** Counts what has lost marks elsewhere. */
  add(hasLost: boolean): void {
    if (hasLost) this.#count++;
  }

  tell(note: ((said: string) => void) | undefined, noun: string, nouns?: string): void {
    if (this.#count > 0) note?.(`invisible marks in ${counted(this.#count, noun, nouns)}: left out`);
  }
}
