import { cutEscape, plainlyRead, squeeze, type TextView, viewsOf } from "./text-view.ts";

/** Fewest characters that a key is known by in another form: shorter ones would be found in words of a language. */
const fewest = 8;
/** As many if it is made of words: `changeme` is no key where somebody writes "change me". */
const fewestOfWords = 16;

/** A form of a key, and for every length of it how much of its end is its beginning again. */
interface Form {
  readonly text: string;
  readonly borders: Uint16Array;
}

/**
 * Finds keys in a text in whatever form they are repeated: in base64 (within a longer text too, in both alphabets), in
 * hexadecimal digits, written as addresses, markup or JSON write characters, in other capitals, and with blanks, line
 * breaks or characters that nobody sees between. Takes time linear in the text.
 */
export class KeyFinder {
  readonly #ofKey: ReadonlyMap<string, readonly Form[]>;
  readonly #forms: readonly Form[];
  readonly #longest: number;
  readonly #shortest: number;

  /** @param like whose forms of keys that both know need not be made again */
  constructor(keys: Iterable<string>, like?: KeyFinder) {
    this.#ofKey = new Map(
      [...keys].map((key) => [key, (like === undefined ? undefined : like.#ofKey.get(key)) ?? formsOf(key)]),
    );
    this.#forms = [...this.#ofKey.values()].flat();
    this.#longest = this.#forms.reduce((most, { text }) => Math.max(most, text.length), 0);
    this.#shortest = this.#forms.reduce((least, { text }) => Math.min(least, text.length), Infinity);
  }

  /** The text with every key in it replaced. */
  replaceAll(text: string, replacement: string): string {
    if (text.length < this.#shortest) return text;
    const plain = plainlyRead(text);
    if (plain !== undefined && !this.#forms.some((form) => plain.includes(form.text))) return text;
    const spans = viewsOf(text)
      .flatMap((view) => this.#forms.flatMap((form) => spansOf(form, view)))
      .sort(([a], [b]) => a - b);
    const parts: string[] = [];
    let done = 0;
    for (const [start, end] of spans) {
      // One that overlaps what was replaced belongs to it.
      if (start >= done) parts.push(text.slice(done, start), replacement);
      done = Math.max(done, end);
    }
    return parts.length === 0 ? text : [...parts, text.slice(done)].join("");
  }

  /** How many characters at the end of a text could be the beginning of a key, the end of which is to come. */
  begunAtEnd(text: string): number {
    if (this.#longest === 0) return 0;
    // Room for a key of which every character is written as an escape, and for more where blanks stand between.
    for (let room = 16 * this.#longest + 64; ; room *= 2) {
      const tail = text.slice(-room);
      const views = viewsOf(tail, true);
      if (tail.length < text.length && views.some((view) => view.text.length < this.#longest)) continue;
      const begun = views.map((view) => this.#beginning(view) ?? tail.length);
      return tail.length - Math.min(cutEscape(tail), ...begun);
    }
  }

  #beginning({ text, starts }: TextView): number | undefined {
    const longest = this.#forms.reduce((most, form) => Math.max(most, begunLength(form, text)), 0);
    return longest === 0 ? undefined : starts[text.length - longest];
  }
}

function spansOf(form: Form, { text, starts, ends }: TextView): (readonly [start: number, end: number])[] {
  const spans: (readonly [number, number])[] = [];
  const { length } = form.text;
  for (let at = text.indexOf(form.text); at !== -1; at = text.indexOf(form.text, at + length))
    spans.push([starts[at] as number, ends[at + length - 1] as number]);
  return spans;
}

/** How much of a form, but not all, a text ends in (Knuth, Morris and Pratt, 1977). */
function begunLength({ text: form, borders }: Form, text: string): number {
  let length = 0;
  for (let at = Math.max(0, text.length - form.length + 1); at < text.length; at++) {
    const character = text.charCodeAt(at);
    while (length > 0 && form.charCodeAt(length) !== character) length = borders[length - 1] as number;
    if (form.charCodeAt(length) === character) length++;
  }
  return length;
}

function bordersOf(form: string): Uint16Array {
  const borders = new Uint16Array(form.length);
  let length = 0;
  for (let at = 1; at < form.length; at++) {
    const character = form.charCodeAt(at);
    while (length > 0 && form.charCodeAt(length) !== character) length = borders[length - 1] as number;
    if (form.charCodeAt(length) === character) length++;
    borders[at] = length;
  }
  return borders;
}

/** What a key is compared by. */
function formsOf(key: string): readonly Form[] {
  const bytes = new TextEncoder().encode(key);
  const inBase64 = base64Of(bytes).flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);
  const hexadecimal = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const plain = squeeze(key);
  const texts = [
    ...(plain.length >= (isOfWords(key) ? fewestOfWords : fewest) ? [plain] : []),
    ...[...inBase64, hexadecimal].map(squeeze).filter(({ length }) => length >= fewest),
  ];
  return [...new Set(texts)].map((text) => ({ text, borders: bordersOf(text) }));
}

function isOfWords(key: string): boolean {
  return /^(?:[a-z]{1,16}(?:[-_. ][a-z]{1,16})*)$/.test(key);
}

/** The digits of base64 that bytes have by themselves, behind 0, 1 and 2 other bytes of a text. */
function base64Of(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const digits = btoa(Array.from(padded, (byte) => String.fromCharCode(byte)).join(""));
    return digits.slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
}
