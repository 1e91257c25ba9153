import type { ReaderOptions } from "./dialog-reader.ts";

/** How the file of a dialogue is read. */
export interface LoadDialogOptions extends Omit<ReaderOptions, "onError"> {
  /** Name of the reader. Default: the one whose format the content fits, or else what the file name's extension says. */
  readonly format?: string | undefined;
  /** What the reader may be told besides, as its schema says. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** The encoding of text files, such as `windows-1252`. Default: found by the bytes. */
  readonly encoding?: string | undefined;
  /** Make neighbouring turns of the same named speaker one: true, or the text that joins them. Default: false. */
  readonly mergeTurns?: boolean | string | undefined;
  /** Is told which reader was taken for a file, and why. */
  readonly onReader?: ((source: string, reader: string, reason: string) => void) | undefined;
}

/** What is read of a source that is not the disk, and how. */
export interface SourceRequest {
  /** All of its name, such as `hf:owner/name`. */
  readonly name: string;
  /** How the files there are read. */
  readonly reading: LoadDialogOptions & Pick<ReaderOptions, "onError">;
}
