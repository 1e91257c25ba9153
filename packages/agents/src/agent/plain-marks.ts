/** A text with its marks as they look, and where each character of it stands in the text itself. */
export interface PlainMarks {
  readonly plain: string;
  /** Where in the text the character at `index` begins; for the length, the text's end. */
  at(index: number): number;
  /** The first character that begins at `place` of the text, or after it. */
  from(place: number): number;
}

/** Entities of marks. Letters nobody writes as entities, numbers stand for anything. */
const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  ast: "*",
  lowbar: "_",
  num: "#",
  grave: "`",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  laquo: "«",
  raquo: "»",
  lsaquo: "‹",
  rsaquo: "›",
  lbrack: "[",
  lsqb: "[",
  rbrack: "]",
  rsqb: "]",
  lbrace: "{",
  lcub: "{",
  rbrace: "}",
  rcub: "}",
  lpar: "(",
  rpar: ")",
  verbar: "|",
  vert: "|",
  excl: "!",
  period: ".",
  tilde: "~",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  shy: "",
  sol: "/",
  dollar: "$",
  iexcl: "¡",
  equals: "=",
  bsol: "/",
};

const pieces = [
  String.raw`&(?:amp;){0,3}(?<entity>#\d{1,6}|#[xX][\da-fA-F]{1,6}|[a-z]{2,6});`,
  String.raw`\\{1,2}u(?<unicode>[\da-fA-F]{4})`,
  String.raw`(?<newline>\\{1,4}[nrt](?![a-z])|\\(?:begin|end)\{[a-z]{1,20}\*?\}|\\\\)`,
  String.raw`(?<opened>\\(?:[a-z]{0,12}color[a-z]{0,12}\s?\{[^{}\n]{0,30}\}|[a-z]{1,20}\*?)\s?\{|<!--)`,
  String.raw`(?<command>\\[a-z]{1,20}(?![a-z]))`,
  String.raw`\\(?<escaped>[!-/:-@[-\x60{-~])`,
  String.raw`(?<slash>\\(?=\p{L}))`,
  String.raw`(?<closed>-->)`,
  String.raw`(?<unseen>[\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF])`,
  String.raw`(?<wide>[\uFF01-\uFF63\u24B6-\u24E9\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F149}])`,
];
const piece = new RegExp(pieces.join("|"), "gu");
/** What any of it begins with, to leave alone the texts that have none. */
const sign =
  /[&\\\u00AD\u200B-\u202E\u2060-\u2069\uFEFF\uFF01-\uFF63\u24B6-\u24E9\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F149}]|<!--|-->/u;
/** The beginning of one that is still to come: an escape, an entity, a command with its brace, a comment. */
const begun =
  /(?:&(?:amp;)*#?[\da-zA-Z]{0,8}|\\{1,4}(?:u[\da-fA-F]{0,3}|[a-z]{0,24}\*?\s?(?:\{[^{}\n]{0,30}\}?\s?)?)|<!-?|--?)$/u;

/**
 * Reads marks as they are meant, however they are written: `&lt;` and `\<` and `＜` as `<`, `\boxed{` and `\textbf{` as
 * `{`, `\n` as a new line, letters of other widths and weights as letters.
 *
 * @param complete whether the text is; one that is not may end in the beginning of such a mark, which is read as `<`
 */
export function plainMarks(text: string, complete: boolean): PlainMarks {
  const tail = complete ? undefined : begun.exec(text.slice(-80))?.[0];
  const isBegun = tail !== undefined && /[&\\<]/u.test(tail);
  if (!isBegun && !sign.test(text)) return { plain: text, at: (index) => index, from: (place) => place };
  const end = isBegun ? text.length - tail.length : text.length;
  let plain = "";
  const places: number[] = [];
  const add = (characters: string, from: number, verbatim: boolean): void => {
    plain += characters;
    for (let index = 0; index < characters.length; index++) places.push(verbatim ? from + index : from);
  };
  let last = 0;
  for (const found of text.slice(0, end).matchAll(piece)) {
    const read = meaning(found.groups ?? {});
    if (read === undefined) continue;
    add(text.slice(last, found.index), last, true);
    add(read, found.index, false);
    last = found.index + found[0].length;
  }
  add(text.slice(last, end), last, true);
  if (isBegun) add("<", end, false);
  places.push(text.length);
  return {
    plain,
    at: (index) => places[index] as number,
    from: (place) => places.findIndex((one) => one >= place),
  };
}

function meaning(found: Readonly<Record<string, string | undefined>>): string | undefined {
  const { entity, unicode, newline, opened, command, escaped, slash, closed, wide } = found;
  if (entity !== undefined) return entity.startsWith("#") ? numbered(entity) : entities[entity];
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  if (newline !== undefined) return "\n";
  if (opened !== undefined) return opened.startsWith("<") ? "<" : "{";
  if (command !== undefined) return "~";
  if (slash !== undefined) return "/";
  if (closed !== undefined) return ">";
  return escaped ?? wide?.normalize("NFKC") ?? "";
}

function numbered(entity: string): string | undefined {
  const code = /^#x/iu.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Marks that are opened and closed by the same, and those that are closed by another. */
const same = /^(?:["'`$]+|\*+|_+|~+)$/u;
const closers: Readonly<Record<string, string>> = {
  "”": "“",
  "“": "„",
  "’": "‘",
  "»": "«",
  "›": "‹",
  "」": "「",
  "』": "『",
  ")": "(",
  "]": "[",
  "}": "{",
  "】": "【",
  "》": "《",
  "〉": "〈",
  "〕": "〔",
};
const mark = /<\/?\p{L}[^<>\n]{0,20}>|\*+|_+|~+|`+|\$+|["”“„’‘»«›‹」「』『)(\][}{】【》《〉〈〕〔]/gu;

/** What of the marks in `after` closes what was opened in `before`: in `"Bye! STOP"` the quote after the word. */
export function closingMarks(before: string, after: string): string {
  const open: string[] = [];
  const line = plainMarks(before, true).plain;
  for (const [found] of line.matchAll(mark)) {
    if (closes(found, open.at(-1))) open.pop();
    else if (closers[found] === undefined || found === "“") open.push(found);
  }
  const { plain, at } = plainMarks(after, true);
  let kept = "";
  for (const { 0: found, index } of plain.matchAll(mark)) {
    // A mark without its other half, such as an apostrophe, hides nothing that is open around it.
    const place = open.findLastIndex((one) => closes(found, one));
    if (place === -1) continue;
    open.length = place;
    kept += after.slice(at(index), at(index + found.length));
  }
  return kept;
}

function closes(found: string, opened: string | undefined): boolean {
  if (opened === undefined) return false;
  if (found.startsWith("</"))
    return opened.startsWith("<") && found.slice(2).startsWith(/\p{L}+/u.exec(opened)?.[0] ?? " ");
  return same.test(found) ? found === opened : closers[found] === opened;
}
