import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { isNestedTooDeep, mostNesting, type OptionNames } from "@sdialog/core/internal";
import type { RowCheck } from "./row-checks.ts";

/** Something in a run's folder that is not as it was written. */
export interface Damage {
  /** Name of the file in the run's folder. */
  readonly file: string;
  /** Line, from 1; nothing when the whole file is meant. */
  readonly line?: number | undefined;
  /** What is wrong, as the end of a sentence whose beginning is the place. */
  readonly problem: string;
}

/** `dialogues.jsonl:3 is not JSON` */
export function describeDamage({ file, line, problem }: Damage): string {
  return `${file}${line === undefined ? "" : `:${line}`} ${problem}`;
}

/** A line of a file of rows, and where it lies. */
export interface PlacedRow<Row> {
  readonly row: Row;
  /** From 1. */
  readonly line: number;
  /** First byte, and number of bytes, line break included. */
  readonly offset: number;
  readonly length: number;
}

/** Which part of a file is read, and what becomes of lines that are not rows. */
export interface ReadRowsOptions {
  /** First byte to read. Default: 0. */
  readonly start?: number | undefined;
  /** Byte before which reading ends. Default: the file's end. */
  readonly end?: number | undefined;
  /** Told of every damaged line, which is passed over. Default: the first one is thrown. */
  readonly onDamage?: ((damage: Damage & { readonly line: number }) => void) | undefined;
}

/** What {@link readRows} takes. */
export const readRowsOptionNames: OptionNames<ReadRowsOptions> = {
  start: true,
  end: true,
  onDamage: true,
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
  { start = 0, end, onDamage }: ReadRowsOptions = {},
): AsyncGenerator<PlacedRow<Row>> {
  let offset = start;
  let line = 1;
  for await (const bytes of readLines(path, start, end)) {
    const length = bytes.length + 1;
    const { row, problem } = read(bytes.toString("utf8"), check);
    if (problem === undefined) yield { row: row as Row, line, offset, length };
    else if (onDamage === undefined) throw damagedLine(path, line, problem);
    else onDamage({ file: basename(path), line, problem });
    offset += length;
    line++;
  }
}

/** A line of a file of rows is none. */
export function damagedLine(path: string, line: number, problem: string): DataFormatError {
  return new DataFormatError(`the line ${problem}`, {
    source: path,
    line,
    hint: "Look at the folder with `sdialog doctor FOLDER`; with --repair it sets such lines aside.",
  });
}

/** The row that a line holds, or why it is not one, or not one that is looked for. */
function read(
  line: string,
  check: RowCheck,
): { readonly row?: unknown; readonly problem?: string | undefined } {
  if (isNestedTooDeep(line)) return { problem: `is nested deeper than ${mostNesting} brackets` };
  try {
    const row: unknown = JSON.parse(line);
    return { row, problem: check(row) };
  } catch {
    return { problem: "is not JSON" };
  }
}

/** The complete lines between two bytes of a file, without their line breaks. */
export async function* readLines(path: string, start = 0, end?: number): AsyncGenerator<Buffer> {
  const size =
    end ??
    (await stat(path).then(
      ({ size: bytes }) => bytes,
      () => 0,
    ));
  if (start >= size) return;
  let rest: Buffer[] = [];
  const stream = createReadStream(path, { start, end: size - 1, highWaterMark: 1024 * 1024 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      const piece = chunk.subarray(from, at);
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
}
