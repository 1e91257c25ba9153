/** What the text of {@link mendJson} cannot be read as. */
export class UnreadableJsonError extends SyntaxError {
  override readonly name = "UnreadableJsonError";
}

/**
 * Reads JSON that a model wrote by hand: other quotation marks, unescaped ones within a text, line breaks in strings,
 * missing and spare commas, bare words, comments, Python's and JavaScript's constants, calls such as `ObjectId("…")`,
 * pieces joined by `+`, and ends that are missing. One pass without going back more than once over any part, so that
 * it takes time linear in the length, whatever the text holds.
 *
 * @throws UnreadableJsonError when something other than a further value follows, or it is nested too deeply
 */
export function mendJson(text: string, mostNested = 200): unknown {
  return new Reader(unescapedDocument(text), mostNested).document();
}

/** Some models write a document as it would stand within a string: `{\\"a\\": \\"b\\"}`. */
function unescapedDocument(text: string): string {
  if (!/^[{[]\s*\\["n]/.test(text)) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

type Place = "key" | "object" | "list";

const quotations: Readonly<Record<string, string>> = {
  '"': '"“”',
  "“": '"“”',
  "”": '"“”',
  "'": "'‘’`´",
  "‘": "'‘’`´",
  "’": "'‘’`´",
  "`": "'‘’`´",
  "´": "'‘’`´",
};
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "\n": "" };
const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["null", null],
  ["None", null],
  ["undefined", null],
  ["NaN", null],
]);

const space = /[\s\uFEFF]*/y;
const number = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?=[\s,}\])]|$)/y;
const exactNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const word = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
/** No key of a bare word is longer; looking farther ahead would not be linear. */
const bareKey = /[\p{L}_$][\p{L}\p{N}_$-]{0,63}\s{0,8}[:=]/uy;
const bareValue = /(?:true|false|null|undefined|NaN|True|False|None|-?\d)/y;

class Reader {
  readonly #text: string;
  readonly #mostNested: number;
  #at = 0;
  #depth = 0;
  #calls = 0;

  constructor(text: string, mostNested: number) {
    this.#text = text;
    this.#mostNested = mostNested;
  }

  /** The value; several of them one after another are a list. */
  document(): unknown {
    const first = this.#value("list");
    const values = [first];
    for (;;) {
      this.#skip();
      while (this.#take(",") || this.#take(";")) this.#skip();
      if (this.#at >= this.#text.length) return values.length === 1 ? first : values;
      if (!/[{[]/.test(this.#here())) throw this.#unexpected();
      values.push(this.#value("list"));
    }
  }

  #value(place: Place): unknown {
    this.#skip();
    const here = this.#here();
    if (here === "{") return this.#nested(() => this.#object());
    if (here === "[") return this.#nested(() => this.#list());
    if (here in quotations) return this.#joined(place);
    const digits = this.#match(number);
    if (digits !== undefined) return exactNumber.test(digits) ? Number(digits) : lenientNumber(digits);
    const start = this.#at;
    const name = this.#match(word);
    if (name === undefined) return this.#bare();
    if (this.#take("(")) {
      this.#calls++;
      const value = this.#nested(() => this.#value("list"));
      this.#calls--;
      this.#skip();
      if (this.#take(")")) this.#take(";");
      return value;
    }
    if (constants.has(name) && /^[\s,}\])]?$/.test(this.#here())) return constants.get(name);
    this.#at = start;
    return this.#bare();
  }

  #nested(read: () => unknown): unknown {
    if (++this.#depth > this.#mostNested)
      throw new UnreadableJsonError(`nested deeper than ${this.#mostNested} at position ${this.#at}`);
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): unknown {
    const entries = new Map<string, unknown>();
    this.#at++;
    for (;;) {
      this.#skip();
      if (this.#take(",") || this.#take("...") || this.#take("…")) continue;
      if (this.#take("}") || this.#at >= this.#text.length || this.#here() === "]") break;
      const key = this.#key();
      this.#skip();
      const separated = this.#take(":") || this.#take("=>") || this.#take("=");
      this.#skip();
      if (!separated && (key === "" || /[,}\]]/.test(this.#here()))) throw this.#unexpected();
      entries.set(key, /^[,}\]]?$/.test(this.#here()) ? null : this.#value("object"));
    }
    // Unlike assignment this makes a property of any name, `__proto__` too.
    return Object.fromEntries(entries);
  }

  #list(): unknown {
    const items: unknown[] = [];
    this.#at++;
    for (;;) {
      this.#skip();
      if (this.#take(",") || this.#take("...") || this.#take("…")) continue;
      if (this.#take("]") || this.#at >= this.#text.length || this.#here() === "}") return items;
      items.push(this.#value("list"));
    }
  }

  #key(): string {
    if (this.#here() in quotations) return this.#string("key");
    return (this.#match(/[^\s:=,{}[\]"]+/y) ?? "").trim();
  }

  /** A string, or several joined by `+`. */
  #joined(place: Place): string {
    const pieces = [this.#string(place)];
    for (;;) {
      const before = this.#at;
      this.#skip();
      if (!this.#take("+")) {
        this.#at = before;
        return pieces.join("");
      }
      this.#skip();
      if (!(this.#here() in quotations)) return pieces.join("");
      pieces.push(this.#string(place));
    }
  }

  #string(place: Place): string {
    const closing = quotations[this.#here()] ?? "";
    let from = ++this.#at;
    const pieces: string[] = [];
    // Where the string would have ended if its quotation mark was forgotten: before `, "next":`.
    let forgotten: { readonly at: number; readonly pieces: number; readonly from: number } | undefined;
    const ended = (end: number, next: number): string => {
      pieces.push(this.#text.slice(from, end));
      this.#at = next;
      return pieces.join("");
    };
    for (let at = from; at < this.#text.length; at++) {
      const character = this.#text.charAt(at);
      if (character === "\\") {
        const [meant, length] = unescaped(this.#text, at + 1);
        pieces.push(this.#text.slice(from, at), meant);
        at += length;
        from = at + 1;
      } else if (closing.includes(character)) {
        if (this.#ends(at + 1, place)) return ended(at, at + 1);
        if (place === "object" && forgotten !== undefined && this.#next(at + 1) === ":") {
          pieces.splice(forgotten.pieces);
          from = forgotten.from;
          return ended(forgotten.at, forgotten.at).trimEnd();
        }
        const comma = this.#lastVisible(at);
        if (this.#text.charAt(comma) === "," && comma >= from)
          forgotten = { at: comma, pieces: pieces.length, from };
      }
    }
    return ended(this.#text.length, this.#text.length);
  }

  /** Whether a quotation mark before `at` ends its string, or stands within it unescaped. */
  #ends(at: number, place: Place): boolean {
    const next = this.#pastSpace(at);
    const character = this.#text.charAt(next);
    if (character === "" || character === "}" || character === "]") return true;
    if (character === ":") return place === "key";
    if (place === "key") return character === "=" || character === ",";
    if (character === ",") return this.#beginsItem(this.#pastSpace(next + 1), place, next + 1);
    if (character === "+") return this.#text.charAt(this.#pastSpace(next + 1)) in quotations;
    if (character === ")") return this.#calls > 0;
    if (character === "/") return /^[/*]$/.test(this.#text.charAt(next + 1));
    // A comment, unless the string goes on: `"a "b" #1 hit"`.
    if (character === "#") return !/^[^\n]*"/.test(this.#text.slice(next, next + 1000));
    const newLine = this.#text.slice(at, Math.min(next, at + 1000)).includes("\n");
    if (newLine) return this.#beginsItem(next, place, at);
    if (!(character in quotations)) return false;
    return place === "list" || this.#isQuotedKey(next);
  }

  #beginsItem(at: number, place: Place, from: number): boolean {
    const character = this.#text.charAt(at);
    if (character === "" || "}]/,.…#\\".includes(character)) return true;
    if (character in quotations)
      return place === "list" || this.#isQuotedKey(at) || this.#text.charAt(at) === '"';
    if (place === "object") return matchesAt(bareKey, this.#text, at);
    if (character === "{" || character === "[") return true;
    return (
      matchesAt(bareValue, this.#text, at) || this.#text.slice(from, Math.min(at, from + 1000)).includes("\n")
    );
  }

  /** Whether `"key":` stands at `at`, of a length that keys have. */
  #isQuotedKey(at: number): boolean {
    const closing = quotations[this.#text.charAt(at)] ?? "";
    for (let end = at + 1; end < Math.min(this.#text.length, at + 100); end++) {
      if (closing.includes(this.#text.charAt(end)))
        return /^\s{0,8}[:=]/.test(this.#text.slice(end + 1, end + 10));
    }
    return false;
  }

  /** A text without quotation marks, up to what ends an item. */
  #bare(): string | null {
    const start = this.#at;
    const text = (this.#match(/[^,{}[\]\n]+/y) ?? "").trim();
    if (this.#at === start) throw this.#unexpected();
    return text === "" ? null : text;
  }

  #skip(): void {
    for (;;) {
      this.#at = this.#pastSpace(this.#at);
      if (this.#text.startsWith("//", this.#at) || this.#here() === "#") this.#at = this.#after("\n");
      else if (this.#text.startsWith("/*", this.#at)) this.#at = this.#after("*/");
      else return;
    }
  }

  #after(mark: string): number {
    const found = this.#text.indexOf(mark, this.#at);
    return found === -1 ? this.#text.length : found + mark.length;
  }

  #pastSpace(at: number): number {
    space.lastIndex = at;
    space.exec(this.#text);
    return Math.max(at, space.lastIndex);
  }

  #next(at: number): string {
    return this.#text.charAt(this.#pastSpace(at));
  }

  /** The last place before `at` with something to see, not more than a few back. */
  #lastVisible(at: number): number {
    let place = at - 1;
    while (place > at - 20 && /\s/.test(this.#text.charAt(place))) place--;
    return place;
  }

  #here(): string {
    return this.#text.charAt(this.#at);
  }

  #take(mark: string): boolean {
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #unexpected(): UnreadableJsonError {
    const found = this.#at < this.#text.length ? JSON.stringify(this.#here()) : "end";
    return new UnreadableJsonError(`unexpected ${found} at position ${this.#at}`);
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** `2.` and `.5` are numbers; `007` is not. */
function lenientNumber(digits: string): number | string {
  return /^-?0\d/.test(digits) ? digits : Number(digits);
}

/** What the escape after a backslash means, and its length. */
function unescaped(text: string, at: number): readonly [string, number] {
  const character = text.charAt(at);
  if (character === "u") {
    const digits = /^[0-9a-fA-F]{4}/.exec(text.slice(at + 1, at + 5))?.[0];
    return digits === undefined ? ["u", 1] : [String.fromCharCode(Number.parseInt(digits, 16)), 5];
  }
  return [escapes[character] ?? character, 1];
}
