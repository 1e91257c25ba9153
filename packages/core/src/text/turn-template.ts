import type { Turn } from "../dialog/turn.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { anyUnseen, invisibleMark, showsNothing } from "./invisible-marks.ts";
import { decodeField, encodeField, fieldPattern } from "./template-field.ts";

/** How a turn is written as one line of text. */
export interface TurnTemplate {
  readonly hasSpeaker: boolean;
  /** What the line says: speaker, text and a key per further placeholder; `undefined` when it does not fit. */
  parse(line: string): Turn | undefined;
  /** The line of a turn whose text has one line. @throws InvalidArgumentError when it could not be read back */
  format(turn: Turn): string;
}

/**
 * Compiles a template such as `"[{time}] {speaker}: {text}"`: everything outside `{…}` is literal and has to be
 * there exactly, from the start of the line to its end; invisible marks are read over, but for those in the text.
 *
 * @throws InvalidArgumentError without `{text}`, with a placeholder twice, or with two that touch
 */
export function turnTemplate(template: string): TurnTemplate {
  const parts = template.split(/\{([A-Za-z_]\w*)\}/);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  check(template, literals, names);
  const pattern = new RegExp(linePattern(literals, names), "u");

  function parse(line: string): Turn | undefined {
    const values = pattern.exec(line)?.slice(1);
    if (values === undefined) return undefined;
    const read = names.map((name, index) => {
      const value = values[index] ?? "";
      return [name, name === "text" ? value : decodeField(value)];
    });
    return { speaker: null, ...(Object.fromEntries(read) as { text: string }) };
  }

  function render(turn: Turn, escapeAll: boolean): string {
    const written = names.map((name) =>
      name === "text" ? turn.text : encodeField(fieldText(turn, name, template), escapeAll),
    );
    return literals.map((literal, index) => literal + (written[index] ?? "")).join("");
  }

  function format(turn: Turn): string {
    for (const escapeAll of [false, true]) {
      const line = render(turn, escapeAll);
      const again = line.startsWith("\t") || showsNothing(line) ? undefined : parse(line);
      if (again !== undefined && names.every((name) => again[name] === fieldText(turn, name, template))) {
        return line;
      }
    }
    throw new InvalidArgumentError(
      `The turn ${JSON.stringify(turn.text)} of ${JSON.stringify(turn.speaker)} written as "${template}" would not be read back as the same turn`,
      { hint: "Write it as JSON, or with a template whose literal text does not occur in the dialogue." },
    );
  }

  return { hasSpeaker: names.includes("speaker"), parse, format };
}

function linePattern(literals: readonly string[], names: readonly string[]): string {
  const groups = names.map((name) => (name === "text" ? "([^]*)" : `(${fieldPattern}+?)`));
  const body = literals.map((literal, index) => literalPattern(literal) + (groups[index] ?? "")).join("");
  return `^${literals[0] === "" ? "" : anyUnseen}${body}${literals.at(-1) === "" ? "" : anyUnseen}$`;
}

/** Marks at the ends of a literal are those of the values beside it. */
function literalPattern(literal: string): string {
  return Array.from(literal, (sign) => sign.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)).join(
    `${invisibleMark}*`,
  );
}

/** The value of a placeholder in the form in which it is read back: text with `\n` breaks, or `null`. */
function fieldText(turn: Turn, name: string, template: string): string | null {
  const value = turn[name];
  if (value === null || (name === "speaker" && value === "")) return null;
  if (typeof value === "string") return value.replaceAll(/\r\n?/g, "\n");
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new InvalidArgumentError(`A turn has no text "${name}" for the template "${template}"`);
}

function check(template: string, literals: readonly string[], names: readonly string[]): void {
  const problem = !names.includes("text")
    ? "has no {text}"
    : new Set(names).size < names.length
      ? "names a placeholder twice"
      : literals.slice(1, -1).includes("")
        ? "has two placeholders with nothing between them"
        : /^\s/.test(template)
          ? "begins with white space, which marks the further lines of a turn"
          : /[\r\n]/.test(template)
            ? "has more than one line"
            : undefined;
  if (problem !== undefined) {
    throw new InvalidArgumentError(`The template ${JSON.stringify(template)} ${problem}`, {
      hint: 'A template looks like "{speaker}: {text}" or "[{time}] {speaker}: {text}".',
    });
  }
}
