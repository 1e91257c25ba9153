import { spelledOut, withoutListMarks } from "./spelled-out.ts";

/** A text as somebody reads it who undoes an encoding, and which. */
export interface DecodedText {
  readonly form: string;
  readonly text: string;
}

/** As many characters of a text are decoded, and so many of it twice over, so that no answer takes long. */
const mostDecoded = 200_000;
const mostDecodedTwice = 10_000;

/**
 * Every reading of a text that undoes Base64, hexadecimal, percent signs, escapes, numbers of characters, binary digits
 * or spelled-out letters and digits, wherever a run of them stands, twice over; each of them also backwards and in rot13.
 * Takes time in proportion to the text.
 */
export function decodedTexts(text: string): readonly DecodedText[] {
  const start = { form: "plain", text: text.slice(0, mostDecoded) };
  const once = undone(start);
  const again = once.map(({ form, text: read }) => ({ form, text: read.slice(0, mostDecodedTwice) }));
  const all = [start, ...once, ...again.flatMap(undone)];
  return all.flatMap((one) => {
    const around = [
      { form: named(one, "reversed"), text: backwards(one.text) },
      { form: named(one, "reversed"), text: one.text.split(/\s+/).map(backwards).join(" ") },
    ];
    return [
      one,
      ...around,
      ...[one, ...around].map((each) => ({ form: named(each, "rot13"), text: rot13(each.text) })),
    ];
  });
}

/** The letters of a text moved by thirteen. */
export function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function backwards(text: string): string {
  return [...text].toReversed().join("");
}

const decoders: Readonly<Record<string, (text: string) => readonly string[]>> = {
  base64,
  hexadecimal: (text) => [...new Set([text, withoutListMarks(text)])].flatMap(hexadecimal),
  escapes: (text) => [unescaped(text)],
  "numbers of characters": (text) => [fromCodes(text)],
  binary: (text) => [fromBits(text)],
  "spelled out": (text) => [spelledOut(text)],
  "spoken address": (text) => [spokenAddress(text)],
};

function undone(one: DecodedText): readonly DecodedText[] {
  return Object.entries(decoders).flatMap(([form, decode]) =>
    decode(one.text)
      .filter((text) => text !== "" && text !== one.text)
      .map((text) => ({ form: named(one, form), text })),
  );
}

function named({ form }: DecodedText, further: string): string {
  return form === "plain" ? further : `${further} in ${form}`;
}

/** A run of Base64 may begin anywhere in a word, and go on over spaces and lines. */
function base64(text: string): readonly string[] {
  const usual = text.replaceAll("-", "+").replaceAll("_", "/");
  return [usual, usual.replaceAll(/\s/g, "")].flatMap((written) => {
    const runs = written.split(/[^A-Za-z0-9+/]/).filter((run) => run.length >= 6);
    return [0, 1, 2, 3].map((offset) =>
      runs.map((run) => Buffer.from(run.slice(offset), "base64").toString("utf8")).join(" "),
    );
  });
}

/** An e-mail address as one says it, or hides it from machines: `ceo dot private at example.com`, `ceo [at] example [dot] com`. */
function spokenAddress(text: string): string {
  return text
    .replaceAll(/\s{1,3}[([]?dot[)\]]?\s{1,3}(?=[\p{L}\p{N}])/giu, ".")
    .replaceAll(/\s{1,3}[([]?at[)\]]?\s{1,3}(?=[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}])/giu, "@");
}

/** Pairs of hexadecimal digits, whatever stands before and between them: `54 55`, `0x54, 0x55`, `\x54\x55`. */
function hexadecimal(text: string): readonly string[] {
  const bare = text.replaceAll(/0x|\\x|\\u00|u\+00|&#x|%/gi, " ");
  const runs = bare
    .split(/[g-z]|[^\p{ASCII}]/iu)
    .map((run) => run.replaceAll(/[^0-9a-f]/gi, ""))
    .filter((run) => run.length >= 6);
  return [0, 1].map((offset) =>
    runs.map((run) => Buffer.from(run.slice(offset), "hex").toString("utf8")).join(" "),
  );
}

/** Escapes of addresses, HTML, JavaScript and C, in place. */
function unescaped(text: string): string {
  return (
    text
      .replaceAll(/(?:%[0-9a-f]{2}){1,1000}/gi, (bytes) =>
        Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
      )
      .replaceAll(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => character(Number.parseInt(code, 16)))
      .replaceAll(/&#(\d{1,7});?/g, (_, code: string) => character(Number(code)))
      // Four digits without braces: in `\u0053AVE` the A is a letter.
      .replaceAll(/\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi, (_, braced?: string, bare?: string) =>
        character(Number.parseInt(braced ?? bare ?? "", 16)),
      )
      .replaceAll(/\\x([0-9a-f]{2})/gi, (_, code: string) => character(Number.parseInt(code, 16)))
      .replaceAll(/\\([0-7]{3})/g, (_, code: string) => character(Number.parseInt(code, 8)))
      .replaceAll(/U\+([0-9a-f]{4,6})/gi, (_, code: string) => character(Number.parseInt(code, 16)))
  );
}

/** Numbers of characters, one after the other: `84 85 76`. */
function fromCodes(text: string): string {
  return (text.match(/\d{1,7}/g) ?? []).map((code) => character(Number(code))).join("");
}

function fromBits(text: string): string {
  const bits = text.replaceAll(/[^01]/g, "");
  const bytes = (bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return Buffer.from(bytes).toString("utf8");
}

function character(code: number): string {
  return code >= 32 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : " ";
}
