import textWidth from "fast-string-width";
import { breaksBetween } from "./breaks-between.ts";
import { colored, ownAgain } from "./own-colors.ts";

/** What goes on below a line stands as far in as the line's own text, up to this. */
const deepest = 8;

/**
 * Prose no wider than the terminal, broken between words: what goes on below stands as far in as its line. No address, path
 * or command is broken: it is copied in one piece. Off a terminal lines are of any length.
 */
export function fitted(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  const plain = colored(text);
  const lines = plain.split("\n");
  if (lines.every((line) => textWidth(line) <= columns)) return text;
  return ownAgain(lines.map((line) => broken(line, columns)).join("\n"));
}

function broken(line: string, columns: number): string {
  if (textWidth(line) <= columns) return line;
  const indent = /^ */.exec(line)?.[0] ?? "";
  const flow = new Flow(columns, indent.slice(0, deepest));
  return indent + flow.take(line.slice(indent.length), indent.length) + flow.rest();
}

/**
 * Text that comes piece by piece and is broken between words; a word is held back until it is known where it goes. Beside
 * letters that are written without blanks lines are broken, too, but not in a path or an address.
 */
export class Flow {
  readonly #columns: number;
  readonly #indent: string;
  /** Column in which what is told ends. */
  #at = 0;
  /** Whether nothing but blanks is in the line so far. */
  #isEmpty = true;
  #blanks = "";
  #word = "";
  /** How much of the word is told already, and the column it begins in. */
  #told = 0;
  #begin = 0;

  constructor(columns: number, indent = "") {
    this.#columns = columns;
    this.#indent = indent;
  }

  /** @param at the column it begins in, when blanks stand before it */
  take(text: string, at = this.#at): string {
    this.#at = at;
    let told = "";
    for (const part of text.match(/\n| +|[^\n ]+/g) ?? []) {
      if (part === "\n") {
        told += `${this.rest()}\n`;
        [this.#at, this.#isEmpty] = [0, true];
      } else if (part.startsWith(" ")) {
        told += this.#endWord();
        this.#blanks += part;
      } else told += this.#letters(part);
    }
    return told + this.#early();
  }

  /** The word that was held back. */
  rest(): string {
    const word = this.#endWord();
    this.#blanks = "";
    return word;
  }

  #letters(part: string): string {
    let told = "";
    let last = Array.from(this.#word.slice(-2)).at(-1);
    for (const letter of part) {
      if (last !== undefined && breaksBetween(last, letter) && !/[/\\]/.test(this.#word))
        told += this.#endWord();
      this.#word += letter;
      last = letter;
    }
    return told;
  }

  /** What need not wait for the end of the word: where it goes is known, or it takes no room, as colours do. */
  #early(): string {
    if (this.#told > 0 || this.#isEmpty || !this.#fits()) return this.#place();
    if (textWidth(this.#word) > 0) return "";
    const word = this.#word;
    this.#word = "";
    return word;
  }

  #endWord(): string {
    const placed = this.#place();
    [this.#word, this.#told] = ["", 0];
    return placed;
  }

  #fits(): boolean {
    return this.#at + this.#blanks.length + textWidth(this.#word) <= this.#columns;
  }

  /** What of the word is not told yet. */
  #place(): string {
    if (this.#word === "") return "";
    let before = "";
    if (this.#told === 0) {
      // At the beginning of a line there is nowhere else to go.
      const stays = this.#isEmpty || this.#fits();
      before = stays ? this.#blanks : `\n${this.#indent}`;
      this.#begin = stays ? this.#at + before.length : this.#indent.length;
      this.#blanks = "";
    }
    const width = textWidth(this.#word);
    this.#at = this.#begin + width;
    if (width > 0) this.#isEmpty = false;
    const placed = before + this.#word.slice(this.#told);
    this.#told = this.#word.length;
    return placed;
  }
}
