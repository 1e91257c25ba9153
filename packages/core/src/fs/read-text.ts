import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { TextDecoder } from "node:util";
import { DataFormatError } from "../errors/data-format-error.ts";
import { toFileError } from "./file-error.ts";

/**
 * The text of a UTF-8 file, without its byte order mark.
 *
 * @throws FileError when it cannot be read
 * @throws DataFormatError when it is not UTF-8
 */
export async function readText(path: string): Promise<string> {
  try {
    return decoder().decode(await readFile(path));
  } catch (error) {
    throw readError(error, path);
  }
}

/** The text of a UTF-8 file in pieces, for files that need not fit into memory. @throws as {@link readText}, while iterating */
export async function* readTextChunks(path: string): AsyncGenerator<string> {
  const utf8 = decoder();
  try {
    for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
      yield utf8.decode(bytes, { stream: true });
    }
    yield utf8.decode();
  } catch (error) {
    throw readError(error, path);
  }
}

function decoder(): TextDecoder {
  return new TextDecoder("utf-8", { fatal: true });
}

function readError(error: unknown, path: string): unknown {
  if (!isEncodingError(error)) return toFileError(error, path);
  return new DataFormatError("this is not UTF-8 text", {
    source: path,
    hint: "Save the file as UTF-8, or leave it out.",
    cause: error,
  });
}

function isEncodingError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA";
}
