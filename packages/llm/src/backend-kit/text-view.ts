/** A text as it reads once some writing of it is undone, and where each of its characters stood in the text as it came. */
export interface TextView {
  readonly text: string;
  /** Where what each character was made of begins, and where it ends. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** How characters are written in addresses, in markup, and in texts of JSON and of programs. */
const writings: readonly (readonly [mark: string, escape: RegExp, meant: (escape: string) => string])[] = [
  ["%", /%[c-f][\da-f](?:%[89ab][\da-f]){1,3}|%[\da-f]{2}/gi, fromAddress],
  ["&", /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, fromMarkup],
  ["\\", /\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[^ux])/gi, fromJson],
];

/** An escape whose end may be still to come. */
const begunEscape =
  /(?:(?:%[c-f][\da-f]){0,1}(?:%[89ab][\da-f]){0,2}%[\da-f]?|&#?[\da-z]{0,8}|\\(?:u\{?[\da-f]{0,6}|x[\da-f]?)?)$/i;

/**
 * The ways to read a text: as it stands, with each way of writing undone once and twice, and with all of them undone. All in
 * small letters and without blanks, line breaks and characters that nobody sees.
 *
 * @param isCut whether the text may be cut within an escape: it is then read up to there, too
 */
export function viewsOf(text: string, isCut = false): TextView[] {
  const whole = isCut ? withoutCut(asItStands(text)) : [asItStands(text)];
  const single = writings.map((writing) => {
    const undoneOnce = whole.flatMap((view) => undone(view, writing) ?? []);
    const once = isCut ? undoneOnce.flatMap(withoutCut) : undoneOnce;
    return [...once, ...once.flatMap((view) => undone(view, writing) ?? [])];
  });
  const isMixed = single.filter(({ length }) => length > 0).length > 1;
  return [...whole, ...single.flat(), ...(isMixed ? whole.map(allUndone) : [])].map(squeezed);
}

/** Where the first escape begins that a text may have been cut in, whichever way it is written; its length if nowhere. */
export function cutEscape(text: string): number {
  const whole = asItStands(text);
  const once = writings.flatMap((writing) => undone(whole, writing) ?? []);
  return [whole, ...once].reduce((first, view) => {
    const at = cutAt(view.text);
    return at === view.text.length ? first : Math.min(first, view.starts[at] as number);
  }, text.length);
}

/** A text in small letters, without blanks. */
export function squeeze(text: string): string {
  return squeezed(asItStands(text)).text;
}

/**
 * A text in small letters, without blanks, where there is no other way to read it: one of plain letters and signs in which
 * nothing is escaped, as nearly all are. It costs a fraction of a view, since it does not say where anything stood.
 */
export function plainlyRead(text: string): string | undefined {
  return plain.test(text) ? text.replaceAll(/[\t\n\r ]+/g, "").toLowerCase() : undefined;
}

/** All of ASCII that is seen, but for the signs that escapes begin with, and blanks. */
const plain = /^[\t\n\r -$'-[\]-~]*$/;

function cutAt(text: string): number {
  const from = Math.max(0, text.length - 13);
  const found = begunEscape.exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}

function withoutCut(view: TextView): TextView[] {
  const at = cutAt(view.text);
  if (at === view.text.length) return [view];
  const { text, starts, ends } = view;
  return [view, { text: text.slice(0, at), starts: starts.subarray(0, at), ends: ends.subarray(0, at) }];
}

function asItStands(text: string): TextView {
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index++) ends[index] = (starts[index] = index) + 1;
  return { text, starts, ends };
}

function allUndone(view: TextView): TextView {
  return writings.reduce((now, writing) => undone(now, writing) ?? now, view);
}

function undone(view: TextView, [mark, escape, meant]: (typeof writings)[number]): TextView | undefined {
  if (!view.text.includes(mark)) return undefined;
  const starts = new Uint32Array(view.text.length);
  const ends = new Uint32Array(view.text.length);
  const parts: string[] = [];
  let length = 0;
  let at = 0;
  const keep = (to: number): void => {
    starts.set(view.starts.subarray(at, to), length);
    ends.set(view.ends.subarray(at, to), length);
    parts.push(view.text.slice(at, to));
    length += to - at;
  };
  for (const { 0: written, index } of view.text.matchAll(escape)) {
    const character = meant(written);
    if (character === written) continue;
    keep(index);
    at = index + written.length;
    parts.push(character);
    starts.fill(view.starts[index] as number, length, length + character.length);
    ends.fill(view.ends[at - 1] as number, length, length + character.length);
    length += character.length;
  }
  if (at === 0) return undefined;
  keep(view.text.length);
  return { text: parts.join(""), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function squeezed({ text, starts, ends }: TextView): TextView {
  const kept = new Uint16Array(text.length);
  const [from, to] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isUnseen(code)) continue;
    kept[length] = code < 128 ? (code > 64 && code < 91 ? code + 32 : code) : small(code);
    from[length] = starts[index] as number;
    to[length++] = ends[index] as number;
  }
  const parts: string[] = [];
  for (let at = 0; at < length; at += 8192)
    parts.push(String.fromCharCode(...kept.subarray(at, Math.min(length, at + 8192))));
  return { text: parts.join(""), starts: from.subarray(0, length), ends: to.subarray(0, length) };
}

/** Control characters, blanks, soft hyphens, marks of direction and joiners. */
function isUnseen(code: number): boolean {
  if (code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad) return true;
  return (
    code >= 0x1680 &&
    ((code >= 0x2000 && code <= 0x200f) ||
      (code >= 0x2028 && code <= 0x202f) ||
      (code >= 0x205f && code <= 0x206f) ||
      code === 0x1680 ||
      code === 0x3000 ||
      code === 0xfeff)
  );
}

function small(code: number): number {
  const letter = String.fromCharCode(code).toLowerCase();
  return letter.length === 1 ? letter.charCodeAt(0) : code;
}

function fromAddress(escape: string): string {
  if (escape.length === 3 && escape.charAt(1) < "8")
    return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape.length === 3 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : escape;
  }
}

const named = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    sol: "/",
    bsol: "\\",
    plus: "+",
    equals: "=",
    lowbar: "_",
    period: ".",
    colon: ":",
    comma: ",",
    semi: ";",
    num: "#",
    percnt: "%",
    dollar: "$",
    commat: "@",
    excl: "!",
    quest: "?",
    ast: "*",
    lpar: "(",
    rpar: ")",
    hat: "^",
    verbar: "|",
    grave: "`",
  }),
);

function fromMarkup(escape: string): string {
  if (escape[1] !== "#") return named.get(escape.slice(1, -1).toLowerCase()) ?? escape;
  const isHexadecimal = /^&#x/i.test(escape);
  return ofCode(Number.parseInt(escape.slice(isHexadecimal ? 3 : 2, -1), isHexadecimal ? 16 : 10), escape);
}

function fromJson(escape: string): string {
  const [, letter = ""] = escape;
  if (escape.length > 2) return ofCode(Number.parseInt(escape.slice(2).replace("{", ""), 16), escape);
  return /[bfnrt]/.test(letter) ? "\n" : letter;
}

function ofCode(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
