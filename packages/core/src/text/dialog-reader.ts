import type { SDialogError } from "../errors/sdialog-error.ts";
import type { TableColumns } from "./table-columns.ts";
import type { Dialog } from "../dialog/dialog.ts";

/** What holds dialogues and is to be read, a file as a rule. */
export interface ReaderInput {
  /** Names it in errors: its path. */
  readonly source: string;
  /** The id of a dialogue that brings none: the file's name, so that it stays the same whatever other files come. */
  readonly id: string | number;
  /** All of it as text. */
  text(): Promise<string>;
  /** The text piece by piece, for formats that can be read so. */
  chunks(): AsyncIterable<string>;
}

/** How what is not said in a file is to be understood, and what becomes of bad parts. */
export interface ReaderOptions {
  /** How a turn is written in text files. Default: `"{speaker}: {text}"`. */
  readonly template?: string | undefined;
  /** Who speaks, in turn, in text files whose template has no `{speaker}`. */
  readonly defaultSpeakers?: readonly string[] | undefined;
  /** The columns of tables: two names, or two 0-based positions. Default: `speaker`, `text`. */
  readonly columns?: TableColumns | undefined;
  /** Is told of every bad line, which is then skipped. Left out: the first ends the reading. */
  readonly onError?: ((error: SDialogError) => void) | undefined;
}

/**
 * Reads the dialogues of a file, one after the other where the format allows it. Throws a DataFormatError naming
 * source and line, and tells `onError` instead where the rest can still be read.
 */
export type DialogReader = (input: ReaderInput) => Promise<Iterable<Dialog>> | AsyncIterable<Dialog>;
