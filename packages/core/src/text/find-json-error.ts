/** What may come next: the tokens that may stand here, each with what may follow it. */
interface State {
  readonly token: RegExp;
  readonly next: (token: string, open: string[]) => State;
}

const text = String.raw`"[^"\\\u0000-\u001F]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001F]*)*"`;
const scalar = String.raw`${text}|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
const unfinished = new RegExp(
  String.raw`^(?:"[^"\\\u0000-\u001F]*(?:\\.[^"\\\u0000-\u001F]*)*\\?|t|tr|tru|f|fa|fal|fals|n|nu|nul|-|)$`,
);

const value: State = { token: pattern(String.raw`[[{]|${scalar}`), next: afterOpening };
const firstItem: State = { token: pattern(String.raw`[[\]{]|${scalar}`), next: afterOpening };
const key: State = { token: pattern(text), next: () => colon };
const firstKey: State = {
  token: pattern(String.raw`\}|${text}`),
  next: (token, open) => (token === "}" ? close(open) : colon),
};
const colon: State = { token: pattern(":"), next: () => value };
const end: State = { token: pattern("(?!)"), next: () => end };
const inList: State = {
  token: pattern(String.raw`,|\]`),
  next: (token, open) => (token === "]" ? close(open) : value),
};
const inObject: State = {
  token: pattern(String.raw`,|\}`),
  next: (token, open) => (token === "}" ? close(open) : key),
};

function pattern(token: string): RegExp {
  return new RegExp(String.raw`[ \t\r\n]*(${token})`, "y");
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
  return innermost === undefined ? end : innermost === "[" ? inList : inObject;
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
    state.token.lastIndex = offset;
    const token = state.token.exec(json)?.[1];
    if (token === undefined) break;
    offset = state.token.lastIndex;
    state = state.next(token, open);
  }
  const rest = json.slice(offset).trimStart();
  const line = json.slice(0, json.length - rest.length).split("\n").length;
  return { line, cutOff: state !== end && unfinished.test(rest) };
}
