import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { visibleText } from "@sdialog/core/internal";

const styles = ["bold", "dim", "red", "green", "yellow", "blue", "magenta", "cyan"] as const;

/** A function per style, which puts it around a text. */
export type Colors = Readonly<Record<(typeof styles)[number], (text: string) => string>>;

// What begins a colour of this program. Nobody who writes a text, a file or an answer can know it, so whatever else looks
// like a colour is foreign. It never reaches a terminal.
const mark = `\u001B[${randomUUID()};`;

/** The colours of this program: the only ones that {@link colored} lets through. @param on whether there are any */
export function ownColors(on: boolean): Colors {
  const style = ([open = 0, close = 0]: readonly number[] = []) =>
    on
      ? (text: string) => {
          const [opening, closing] = [`${mark}${open}m`, `${mark}${close}m`];
          return `${opening}${text.replaceAll(closing, closing + opening)}${closing}`;
        }
      : (text: string) => text;
  return Object.fromEntries(styles.map((name) => [name, style(inspect.colors[name])])) as unknown as Colors;
}

/**
 * A text for a terminal: the colours of this program as the terminal obeys them, and all other control characters made
 * visible, whoever wrote them.
 *
 * @param on whether the terminal has colours; else they are left out
 */
export function colored(text: string, on = true): string {
  const [first = "", ...others] = text.split(mark);
  const rest = others.map((part) => {
    const end = part.indexOf("m") + 1;
    return (on ? `\u001B[${part.slice(0, end)}` : "") + visibleText(part.slice(end));
  });
  return visibleText(first) + rest.join("");
}

/** What {@link colored} has made, and a table was made of, as colours of this program again: nothing foreign is in it. */
export function ownAgain(text: string): string {
  return text.replaceAll("\u001B[", mark);
}
