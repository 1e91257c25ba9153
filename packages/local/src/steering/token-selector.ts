/** A range of tokens: from included, to excluded; negative numbers count from the end. */
export interface TokenRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Which positions of a call are meant. A position is where a token is read; what is computed there decides the token
 * after it. So the last token of the prompt belongs to both halves: it is read as part of the prompt and produces the
 * first token of the reply.
 *
 * - `"all"`
 * - `"prompt"`: every token of the prompt, the last included; `{ prompt: range }`: some of them
 * - `"generated"`: the positions that produce the reply's tokens, from the last token of the prompt on; position j of
 *   them produces token j. `{ generated: range }`: some of them (not from the end, which is not known in advance)
 * - `"last"`: the last token of the prompt, the same as `{ prompt: { from: -1 } }`
 */
export type TokenSelector =
  | "all"
  | "prompt"
  | "generated"
  | "last"
  | { readonly prompt: TokenRange }
  | { readonly generated: TokenRange };

/**
 * Whether a position is selected.
 * @param position 0 is the first token of the prompt
 * @param promptLength tokens of the prompt
 */
export function isSelected(selector: TokenSelector, position: number, promptLength: number): boolean {
  const last = promptLength - 1;
  if (selector === "all") return true;
  if (selector === "prompt") return position <= last;
  if (selector === "generated") return position >= last;
  if (selector === "last") return position === last;
  if ("prompt" in selector) return position <= last && inRange(selector.prompt, position, promptLength);
  return position >= last && inRange(selector.generated, position - last, Number.POSITIVE_INFINITY);
}

/** The first position that may be selected: nothing before it needs to be computed. */
export function firstSelected(selector: TokenSelector, promptLength: number): number {
  for (let position = 0; position < promptLength; position++) {
    if (isSelected(selector, position, promptLength)) return position;
  }
  return promptLength;
}

function inRange({ from = 0, to }: TokenRange, index: number, length: number): boolean {
  const start = from < 0 ? length + from : from;
  const end = to === undefined ? length : to < 0 ? length + to : to;
  return index >= start && index < end;
}
