import { SDialogError } from "./sdialog-error.ts";

/** Where the data was found to be wrong; becomes part of the error's message. */
export interface DataFormatErrorOptions {
  /** File name or other name of where the text came from. */
  readonly source?: string | undefined;
  /** 1-based line in the source. */
  readonly line?: number | undefined;
  /** The way to the wrong place inside a JSON value: keys and 0-based positions. */
  readonly path?: readonly (string | number)[] | undefined;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** Data read from outside is not in the promised format. Code `data_format`; names the source and the line. */
export class DataFormatError extends SDialogError {
  override readonly name = "DataFormatError";
  /** File name or other name of where the text came from. */
  readonly source: string | undefined;
  /** 1-based line in the source. */
  readonly line: number | undefined;
  /** The way to the wrong place inside a JSON value, where it is known. */
  readonly path: readonly (string | number)[] | undefined;

  constructor(message: string, options: DataFormatErrorOptions = {}) {
    const place = placeName(options);
    super(place === undefined ? message : `${place}: ${message}`, {
      code: "data_format",
      hint: options.hint,
      cause: options.cause,
    });
    this.source = options.source;
    this.line = options.line;
    this.path = options.path;
  }
}

function placeName({ source, line }: DataFormatErrorOptions): string | undefined {
  if (line === undefined) return source;
  return source === undefined ? `line ${line}` : `${source}:${line}`;
}
