import { basename } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { isNestedTooDeep, mostNesting, type OptionNames } from "@sdialog/core/internal";
import type { LineDamage } from "./damage.ts";
import { type Line, longestLine, readLinesByPiece, type Span } from "./read-lines.ts";
import type { RowCheck } from "./row-checks.ts";

/** A line of a file of rows, and where it lies. */
export interface PlacedRow<Row> extends Span {
  readonly row: Row;
  /** From 1. */
  readonly line: number;
}

/** Which part of a file is read, and what becomes of lines that are not rows. */
export interface ReadRowsOptions {
  /** First byte to read. Default: 0. */
  readonly start?: number | undefined;
  /** Byte before which reading ends. Default: the file's end. */
  readonly end?: number | undefined;
  /**
   * Told of every damaged line, which is passed over; lines that follow each other and are damaged in the same way are told
   * of at once. Default: the first one is thrown.
   */
  readonly onDamage?: ((damage: LineDamage, place: Span) => void) | undefined;
  /** Most bytes of a line, its break left out; a longer one is damage. Default: 64 MiB. */
  readonly longest?: number | undefined;
}

/** What {@link readRows} takes. */
export const readRowsOptionNames: OptionNames<ReadRowsOptions> = {
  start: true,
  end: true,
  onDamage: true,
  longest: true,
};

/**
 * The rows of a JSON Lines file that may still be growing: a last line without its end is not there yet. A file that
 * does not exist has none.
 *
 * @throws DataFormatError naming the line, when nobody listens for damage
 */
export async function* readRows<Row>(
  path: string,
  check: RowCheck,
  { onDamage, ...part }: ReadRowsOptions = {},
): AsyncGenerator<PlacedRow<Row>> {
  const file = basename(path);
  // Those before the line that is read, which are damaged in one way.
  let damaged:
    | { line: number; lastLine: number; offset: number; length: number; problem: string }
    | undefined;
  const tell = (): void => {
    if (damaged === undefined) return;
    const { line, lastLine, problem, offset, length } = damaged;
    onDamage?.({ file, line, ...(lastLine === line ? {} : { lastLine }), problem }, { offset, length });
    damaged = undefined;
  };
  for await (const lines of readLinesByPiece(path, part)) {
    for (const found of lines) {
      const { line, lastLine, offset, length } = found;
      const { row, problem } = read(found, check, part.longest);
      if (problem === undefined) {
        tell();
        yield { row: row as Row, line, offset, length };
      } else if (onDamage === undefined) throw damagedLine(path, line, problem);
      else if (damaged?.problem === problem) {
        damaged.lastLine = lastLine;
        damaged.length = offset + length - damaged.offset;
      } else {
        tell();
        damaged = { line, lastLine, problem, offset, length };
      }
    }
  }
  tell();
}

/** The error about a line, in a file of rows, that is not a row. */
export function damagedLine(path: string, line: number, problem: string): DataFormatError {
  return new DataFormatError(`the line ${problem}`, {
    source: path,
    line,
    hint: "Look at the folder with `sdialog doctor FOLDER`; with --repair it sets such lines aside.",
  });
}

/** What is said of a line that has more bytes than any. */
export function tooLong(longest = longestLine): string {
  return `is longer than ${longest} bytes`;
}

// What cannot be is not tried: an engine takes fifty times as long over an error as over a short row.
function mayBeJson(bytes: Buffer): boolean {
  const last = bytes.at(-1);
  const end = last === carriageReturn ? bytes.at(-2) : last;
  if (end === undefined) return false;
  const first = bytes[0];
  if (first === brace) return end === brace + 2 || isBlank(end);
  return first !== bracket || end === bracket + 2 || isBlank(end);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === carriageReturn;
}

const [brace, bracket, carriageReturn] = [0x7b, 0x5b, 0x0d];

/** The row that a line holds, or why it is not one, or not one that is looked for. */
function read(
  { bytes }: Line,
  check: RowCheck,
  longest: number | undefined,
): { readonly row?: unknown; readonly problem?: string | undefined } {
  if (bytes === undefined) return { problem: tooLong(longest) };
  if (!mayBeJson(bytes)) return { problem: "is not JSON" };
  const line = bytes.toString("utf8");
  if (isNestedTooDeep(line)) return { problem: `is nested deeper than ${mostNesting} brackets` };
  try {
    const row: unknown = JSON.parse(line);
    return { row, problem: check(row) };
  } catch {
    return { problem: "is not JSON" };
  }
}
