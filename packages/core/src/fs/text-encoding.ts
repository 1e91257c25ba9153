import { TextDecoder } from "node:util";
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
 */
export function textEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 2048); at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const many = Math.min(bytes.length, 2048) / 8;
  if (zeros[1]! > many && zeros[0]! < many / 8) return "utf-16le";
  if (zeros[0]! > many && zeros[1]! < many / 8) return "utf-16be";
  if (isUtf8(bytes)) return "utf-8";
  const signs = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return multiByte.test(signs) || noText.test(signs) ? "utf-8" : "windows-1252";
}

/** Decodes text of an encoding, refusing what it cannot hold. @throws InvalidArgumentError for an unknown encoding */
export function textDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new InvalidArgumentError(`There is no text encoding "${encoding}"`, {
      hint: "Common ones are utf-8, utf-16le, windows-1252, iso-8859-2, shift_jis and gb18030.",
      cause,
    });
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // The last character may be cut off.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
