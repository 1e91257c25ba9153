import textWidth from "fast-string-width";
import { colored, ownAgain } from "./own-colors.ts";

/** What goes on below a line stands as far in as the line's own text, up to this. */
const deepest = 8;

/**
 * Prose no wider than the terminal, broken between words: what goes on below stands as far in as its line. Words are never
 * broken: an address, a path or a command is copied in one piece. Off a terminal lines are of any length.
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

/** Text that comes piece by piece and is broken between words; the last word is held back until it is known to end. */
export class Flow {
  readonly #columns: number;
  readonly #indent: string;
  #at = 0;
  #blanks = "";
  #word = "";

  constructor(columns: number, indent = "") {
    this.#columns = columns;
    this.#indent = indent;
  }

  /** @param at the column it begins in, when something else stands before it */
  take(text: string, at = this.#at): string {
    this.#at = at;
    let told = "";
    for (const part of text.match(/\n| +|[^\n ]+/g) ?? []) {
      if (part === "\n") {
        told += `${this.rest()}\n`;
        this.#at = 0;
      } else if (part.startsWith(" ")) {
        told += this.#place();
        this.#blanks += part;
      } else this.#word += part;
    }
    return told;
  }

  /** The word that was held back. */
  rest(): string {
    const word = this.#place();
    this.#blanks = "";
    return word;
  }

  #place(): string {
    if (this.#word === "") return "";
    const width = textWidth(this.#word);
    const fits = this.#at + this.#blanks.length + width <= this.#columns;
    // At the beginning of a line there is nowhere else to go.
    const before = fits || this.#at <= this.#indent.length ? this.#blanks : `\n${this.#indent}`;
    this.#at = before.startsWith("\n") ? this.#indent.length + width : this.#at + before.length + width;
    const placed = before + this.#word;
    [this.#blanks, this.#word] = ["", ""];
    return placed;
  }
}
