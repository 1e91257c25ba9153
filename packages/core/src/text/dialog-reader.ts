import type { Dialog } from "../dialog/dialog.ts";
import type { SDialogError } from "../errors/sdialog-error.ts";
import type { TableColumns } from "./table-columns.ts";

/** Bytes that are read where they are needed, for formats that are not text. */
export interface ByteSource {
  readonly byteLength: number;
  /** The bytes from `start` up to, not including, `end`. */
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** What holds dialogues and is to be read, a file as a rule. */
export interface ReaderInput {
  /** Names it in errors: its path. */
  readonly source: string;
  /** The id of a dialogue that brings none: the file's name, so that it stays the same whatever other files come. */
  readonly id: string | number;
  /** All of it as text. */
  text(): Promise<string>;
  /** The text piece by piece, for formats that can be read so. It can be asked for again. */
  chunks(): AsyncIterable<string>;
  /** The bytes, for formats that are not text. */
  bytes?(): Promise<ByteSource>;
  /** The text of a file near it, such as the names of people in `../users.json`; nothing when there is none. */
  beside?(path: string): Promise<string | undefined>;
}

/** The beginning of what is to be read, by which its format is found. */
export interface ReaderSample {
  /** Names it: its path. */
  readonly source: string;
  /** The beginning of the text, without the invisible marks in it, such as those of direction. */
  readonly text: string;
  /** Whether that is all of it. */
  readonly whole: boolean;
}

/** How well a sample fits a format. */
export interface ReaderFit {
  /** From 0, not at all, to 1, it can be nothing else. From 0.5 on it is read so. */
  readonly fit: number;
  /** What was found, or what was missed: `records with "messages"`. */
  readonly reason: string;
}

/** A file or a folder inside a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Where dialogues stand in a folder that a tool exports as a whole. */
export interface ExportLayout {
  /** The folders inside it that hold them. */
  readonly folders: readonly string[];
  /** Whether a file of such a folder holds some, by its name. */
  readonly holdsDialogs: (name: string) => boolean;
  /** What the files beside these folders are for. */
  readonly note: string;
}

/** How what is not said in a file is to be understood, and what becomes of bad parts. */
export interface ReaderOptions {
  /** How a turn is written in text files. Default: `"{speaker}: {text}"`. */
  readonly template?: string | undefined;
  /** Who speaks, in turn, in text files whose template has no `{speaker}`. */
  readonly defaultSpeakers?: readonly string[] | undefined;
  /** The columns of tables: names, or 0-based positions. Default: the usual names, such as `speaker` and `text`. */
  readonly columns?: TableColumns | undefined;
  /** What stands between two cells of a table. Default: what its first row shows. */
  readonly delimiter?: string | undefined;
  /** Is told of every bad line, which is then skipped. Left out: the first ends the reading. */
  readonly onError?: ((error: SDialogError) => void) | undefined;
  /** Is told what was mended, guessed or kept in another place. */
  readonly onNote?: ((note: string, source: string) => void) | undefined;
}

/**
 * Reads the dialogues of a file, one after the other where the format allows it. Throws a DataFormatError naming
 * source and line, and tells `onError` instead where the rest can still be read.
 */
export type DialogReader = (input: ReaderInput) => Promise<Iterable<Dialog>> | AsyncIterable<Dialog>;
