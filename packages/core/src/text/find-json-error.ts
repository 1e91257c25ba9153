/** What may come next: the tokens that may stand here, each with what may follow it. */
interface State {
  readonly token: RegExp;
  readonly next: (token: string, open: string[]) => State;
}

// Of a text only its beginning; the rest is walked along, since an expression for all of it ends in an exhausted stack
// when it has millions of escapes.
const scalar = String.raw`"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
const plain = String.raw`[^"\\\u0000-\u001F]+`;
const soundPiece = new RegExp(String.raw`(?:${plain}|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})){1,1000}`, "y");
const anyPiece = new RegExp(String.raw`(?:${plain}|\\.){1,1000}`, "y");
const unfinishedWord = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|)$/;

const value: State = { token: pattern(String.raw`[[{]|${scalar}`), next: afterOpening };
const firstItem: State = { token: pattern(String.raw`[[\]{]|${scalar}`), next: afterOpening };
const key: State = { token: pattern('"'), next: () => colon };
const firstKey: State = {
  token: pattern(String.raw`\}|"`),
  next: (token, open) => (token === "}" ? close(open) : colon),
};
const colon: State = { token: pattern(":"), next: () => value };
const nothing: State = { token: pattern("(?!)"), next: () => nothing };
const inList: State = {
  token: pattern(String.raw`,|\]`),
  next: (token, open) => (token === "]" ? close(open) : value),
};
const inObject: State = {
  token: pattern(String.raw`,|\}`),
  next: (token, open) => (token === "}" ? close(open) : key),
};

function pattern(token: string): RegExp {
  return new RegExp(token, "y");
}

function afterOpening(token: string, open: string[]): State {
  if (token === "]") return close(open);
  if (token === "[" || token === "{") {
    open.push(token);
    return token === "[" ? firstItem : firstKey;
  }
  return within(open);
}

function close(open: string[]): State {
  open.pop();
  return within(open);
}

function within(open: readonly string[]): State {
  const innermost = open.at(-1);
  return innermost === undefined ? nothing : innermost === "[" ? inList : inObject;
}

/**
 * Where text that is not JSON stops being JSON. Every engine reports this in words of its own, or not at all.
 *
 * @returns the 1-based line of the first token that cannot stand there, and whether the text merely ends too early
 */
export function findJsonError(json: string): { readonly line: number; readonly cutOff: boolean } {
  const open: string[] = [];
  let state = value;
  let offset = 0;
  for (;;) {
    state.token.lastIndex = afterBlanks(json, offset);
    const token = state.token.exec(json)?.[0];
    if (token === undefined) break;
    const next = state.token.lastIndex;
    const end = token === '"' ? along(soundPiece, json, next) : next;
    if (token === '"' && json[end] !== '"') break;
    offset = token === '"' ? end + 1 : next;
    state = state.next(token, open);
  }
  const rest = json.slice(offset).trimStart();
  return { line: lineAt(json, json.length - rest.length), cutOff: state !== nothing && isUnfinished(rest) };
}

// By hand: millions of blanks or line breaks would be as many steps to go back for an expression, or as many texts.
function afterBlanks(json: string, from: number): number {
  let at = from;
  while (isBlank(json.charCodeAt(at))) at++;
  return at;
}

function lineAt(json: string, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at++) if (json.charCodeAt(at) === lineBreak) line++;
  return line;
}

function isBlank(character: number): boolean {
  return character === lineBreak || character === 0x20 || character === 0x0d || character === 0x09;
}

const lineBreak = 0x0a;

/** Where that many pieces end, one after another. */
function along(piece: RegExp, json: string, from: number): number {
  let at = from;
  for (piece.lastIndex = at; piece.test(json); piece.lastIndex = at) at = piece.lastIndex;
  return at;
}

/** Whether there may be more of this to come. */
function isUnfinished(rest: string): boolean {
  if (!rest.startsWith('"')) return unfinishedWord.test(rest);
  const left = rest.slice(along(anyPiece, rest, 1));
  return left === "" || left === "\\";
}
