import { DataFormatError } from "./errors/data-format-error.ts";

/**
 * What somebody's parser makes of a text: parsers that call themselves for everything that is nested end in a `RangeError`
 * of the engine's when a text nests without end.
 *
 * @throws DataFormatError for such a text; otherwise what `parse` throws
 */
export function withinStack<Parsed>(source: string, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new DataFormatError("this is nested too deeply to be read", { source, cause });
  }
}
