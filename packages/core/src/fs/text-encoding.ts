import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** How many bytes of a file are looked at to find its encoding. */
export const encodingSampleSize = 1 << 22;

const multiByte =
  /[\u00C2-\u00DF][\u0080-\u00BF]|[\u00E0-\u00EF][\u0080-\u00BF]{2}|[\u00F0-\u00F4][\u0080-\u00BF]{3}/;
// Signs no text has, and the five bytes that mean nothing in Windows-1252.
const noText = /[\0-\u0008\u000E-\u001F\u0081\u008D\u008F\u0090\u009D]/; // oxlint-disable-line no-control-regex -- what must not be there

/**
 * The encoding of a text by its beginning: UTF-16 by its mark or its zeros, else UTF-8, else Windows-1252, which old
 * versions of Excel write. Text that is UTF-8 but for some damage stays UTF-8, so that the damage is reported.
 *
 * @param whole whether these are all bytes; otherwise the last character may be cut off
 */
export function textEncoding(bytes: Uint8Array, whole = false): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 2048); at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const many = Math.min(bytes.length, 2048) / 8;
  if (zeros[1]! > many && zeros[0]! < many / 8) return "utf-16le";
  if (zeros[0]! > many && zeros[1]! < many / 8) return "utf-16be";
  if (isUtf8(bytes, whole)) return "utf-8";
  const signs = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return multiByte.test(signs) || noText.test(signs) ? "utf-8" : "windows-1252";
}

const guessed =
  "read as Windows-1252, since it is not UTF-8; where letters come out wrong, name its encoding, such as windows-1251 (--encoding)";

/** The encoding of a source, found once and told when it had to be guessed; the one that is named, where one is. */
export function encodingOf(
  source: string,
  find: () => Promise<string>,
  encoding: string | undefined,
  onNote: ((note: string, source: string) => void) | undefined,
): () => Promise<string> {
  let found: Promise<string> | undefined;
  return () => {
    found ??= encoding === undefined ? find().then(told) : Promise.resolve(encoding);
    return found;
  };

  function told(name: string): string {
    if (name === "windows-1252") onNote?.(guessed, source);
    return name;
  }
}

/** Decodes text of an encoding, refusing what it cannot hold. @throws InvalidArgumentError for an unknown encoding */
export function textDecoder(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new InvalidArgumentError(`There is no text encoding "${encoding}"`, {
      hint: "Common ones are utf-8, utf-16le, windows-1252, iso-8859-2, shift_jis and gb18030.",
      cause,
    });
  }
}

/**
 * Bytes as text, piece by piece, without a byte order mark.
 *
 * @param source names them in errors
 * @throws DataFormatError naming the line that is not text of the encoding; InvalidArgumentError for an unknown one
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
  source: string,
): AsyncGenerator<string> {
  const decoder = textDecoder(encoding);
  let line = 1;
  // Its lines are counted when more comes: most files are one piece, and the number is for errors only.
  let last = "";
  for await (const piece of bytes) {
    const text = decode(piece, true);
    line += breaksIn(last);
    last = text;
    yield text;
  }
  yield decode(new Uint8Array(), false);

  function decode(piece: Uint8Array, stream: boolean): string {
    try {
      return decoder.decode(piece, { stream });
    } catch (cause) {
      throw new DataFormatError(`this is not ${encoding.toUpperCase()} text`, {
        source,
        // What ends within a character stands on the last line.
        line: line + breaksIn(last) + (stream ? soundLines(piece, encoding) : 0),
        hint: "Save the file as UTF-8, name its encoding (such as windows-1252), or leave it out.",
        cause,
      });
    }
  }
}

/** How many whole lines of some bytes can be decoded. */
function soundLines(bytes: Uint8Array, encoding: string): number {
  // What a character before these bytes began is no fault of theirs.
  let start = bytes.findIndex((byte) => byte < 0x80 || byte > 0xbf);
  if (/^utf-?8$/i.test(encoding) && start >= 0 && start <= 3) {
    for (let lines = 0; ; lines++) {
      const end = bytes.indexOf(0x0a, start);
      if (end === -1 || !isUtf8(bytes.subarray(start, end + 1))) return lines;
      start = end + 1;
    }
  }
  const [sound = ""] = new TextDecoder(encoding).decode(bytes).split("\uFFFD", 1);
  return breaksIn(sound);
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function isUtf8(bytes: Uint8Array, whole = false): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}
