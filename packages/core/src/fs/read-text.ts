import { requireArguments } from "../options/check-arguments.ts";
import { constants as bufferLimits } from "node:buffer";
import { closeSync, constants, createReadStream, fstatSync, open, read } from "node:fs";
import { promisify } from "node:util";
import { DataFormatError } from "../errors/data-format-error.ts";
import { checkOptions, type OptionNames } from "../options/check-options.ts";
import { toFileError } from "./file-error.ts";
import { refuseOddFile } from "./refuse-odd-file.ts";
import { decoded, encodingSampleSize, textEncoding } from "./text-encoding.ts";

/** How the bytes of a file become text. */
export interface ReadTextOptions {
  /** Default: found by the bytes themselves: UTF-8, UTF-16, or else Windows-1252. */
  readonly encoding?: string | undefined;
}

let made: ReturnType<typeof makeFileCalls> | undefined;

/**
 * A third of what the handles of `node:fs/promises` cost, which counts where a corpus is thousands of small files: what may
 * wait for a disk is left to another thread, and what the system knows of an open file is asked of it straight away. Made
 * when they are first wanted: a page loads this file, too, where there is nothing to make them of.
 */
// oxlint-disable-next-line typescript/explicit-function-return-type -- what promisify makes of overloads has no shorter name
function makeFileCalls() {
  return { openFile: promisify(open), readFrom: promisify(read) };
}

const readTextOptionNames: OptionNames<ReadTextOptions> = { encoding: true };

/**
 * The text of a file, without its byte order mark.
 *
 * @throws FileError when it cannot be read
 * @throws DataFormatError when it is not in its encoding; InvalidArgumentError for an encoding that does not exist
 */
export async function readText(path: string, options: ReadTextOptions = {}): Promise<string> {
  checkOptions("readText", options, readTextOptionNames);
  requireArguments("readText", arguments, 1);
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of readTextChunks(path, options)) {
    length += piece.length;
    // What cannot be one text is not gathered first.
    if (length > bufferLimits.MAX_STRING_LENGTH) throw tooLong(path);
    pieces.push(piece);
  }
  return joined(pieces, path);
}

/** The text of a file in pieces, for files that need not fit into memory. @throws as {@link readText}, while iterating */
export async function* readTextChunks(path: string, options: ReadTextOptions = {}): AsyncGenerator<string> {
  checkOptions("readTextChunks", options, readTextOptionNames);
  try {
    const start = await readStart(path, encodingSampleSize);
    const encoding = options.encoding ?? textEncoding(start.bytes, start.whole);
    const bytes = start.whole ? [start.bytes] : createReadStream(path, { highWaterMark: 1 << 18 });
    yield* decoded(bytes as Iterable<Uint8Array> | AsyncIterable<Uint8Array>, encoding, path);
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** The encoding of a file by its first megabytes. @throws FileError when it cannot be read */
export async function fileEncoding(path: string): Promise<string> {
  const { bytes, whole } = await readStart(path, encodingSampleSize);
  return textEncoding(bytes, whole);
}

/** The first bytes of a file. @throws FileError when it cannot be read */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  return (await readStart(path, length)).bytes;
}

/** The first bytes of a file, and whether it has no others; what is not a regular file does not tell. */
async function readStart(
  path: string,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  try {
    const { openFile, readFrom } = (made ??= makeFileCalls());
    // Without waiting: a named pipe would wait for somebody to write to it.
    const file = await openFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(file);
      refuseOddFile(found, path);
      const { size } = found;
      const room = Buffer.alloc(Math.min(length, size));
      const { bytesRead } = await readFrom(file, room, 0, room.length, 0);
      return { bytes: room.subarray(0, bytesRead), whole: size > 0 && bytesRead === size };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw toFileError(error, path);
  }
}

function joined(pieces: readonly string[], path: string): string {
  try {
    return pieces.join("");
  } catch (cause) {
    throw tooLong(path, cause);
  }
}

function tooLong(path: string, cause?: unknown): DataFormatError {
  return new DataFormatError("this is too long to be read as one text", {
    source: path,
    hint: "Convert it into JSON Lines, which is read line by line, or split it.",
    cause,
  });
}
