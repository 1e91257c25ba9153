import type { DialogInput, KindOf } from "@sdialog/core";

/** A value of a source, and the 1-based line on which it begins where that is known. */
export interface Piece<Value = unknown> {
  readonly value: Value;
  readonly line?: number | undefined;
}

/** What a reader tells about what it could not read as it stood. */
export interface ReadContext {
  /** File name or address, for errors and ids. */
  readonly source: string;
  /** Leaves out a piece and says why; where nothing may be left out, this throws. */
  skip(reason: string, line?: number): void;
  /** Counts something that was mended, guessed, or kept in another place. */
  note(what: string): void;
}

/** Reads the dialogues of one format. */
export interface DialogReader {
  /** The dialogues of the pieces, as they come. */
  read(pieces: AsyncIterable<Piece>, context: ReadContext): AsyncIterable<DialogInput>;
}

/** The beginning of a source, by which its format is found. */
export interface Sample {
  readonly source: string;
  readonly pieces: readonly Piece[];
}

/** How well a sample fits a reader: from 0, not at all, to 1, and by what. */
export interface Fit {
  readonly fit: number;
  /** What was found, or what was missed: `records with "messages"`. */
  readonly reason: string;
}

/** What else an entry of the kind `reader` tells. */
export interface ReaderFields {
  /** What its sources are made of: JSON values (also YAML and Parquet), the rows of a table, or lines of text. */
  readonly takes: "records" | "rows" | "lines";
  readonly detect: (sample: Sample) => Fit;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A format that dialogues are read from. */
    reader: KindOf<DialogReader, undefined, ReaderFields>;
  }
}
