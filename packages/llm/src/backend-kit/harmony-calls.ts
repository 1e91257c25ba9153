import { parseToolInput } from "./tool-input.ts";

/** A piece of a text: words, or a call of a tool that was written among them. */
export type HarmonyPiece =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "call"; readonly name: string; readonly input: unknown };

/** What begins a message of gpt-oss: who speaks, on which channel, and to whom, where that is a tool. */
const header =
  /(?:<\|start\|>assistant)?(?: ?to=functions\.([\w.-]{1,64}))?<\|channel\|>(?:commentary|analysis)(?: ?to=functions\.([\w.-]{1,64}))? ?(?:<\|constrain\|>)?(?:json|code)? ?<\|message\|>/u;
/** A header that is still to be completed. A longer one does not count. */
const begun =
  /(?:<\|start\|>[^<>\n]{0,90})?(?:<\|channel\|>[^<>\n]{0,90}(?:<\|constrain\|>[a-z]{0,9} ?)?)?(?:<(?:\|[a-z]{0,9}\|?)?)?$/u;
const longestHeader = 320;
const ended = /<\|(?:call|end|return)\|>/u;

/**
 * Reads the calls of tools that gpt-oss writes on its commentary channel, where a server hands its words on as they are:
 * `<|channel|>commentary to=functions.weather <|constrain|>json<|message|>{"city": "Oslo"}<|call|>`. All else are words,
 * the marks of its other channels included.
 */
export class HarmonyCalls {
  #held = "";

  /** @param complete whether nothing follows: then nothing is held back, either */
  *push(text: string, complete = false): Generator<HarmonyPiece> {
    // Hardly any text has such marks.
    if (this.#held === "" && !text.includes("<")) {
      if (text !== "") yield { kind: "words", text };
      return;
    }
    this.#held += text;
    for (;;) {
      const found = this.#nextCall();
      if (found === undefined) break;
      const { index, after, name } = found;
      const end = ended.exec(this.#held.slice(after));
      if (end === null && !complete) {
        yield* this.#release(index);
        return;
      }
      yield* this.#release(index);
      const length = after - index;
      const input = this.#held.slice(length, end === null ? undefined : length + end.index);
      this.#held = end === null ? "" : this.#held.slice(length + end.index + end[0].length);
      yield { kind: "call", name, input: parseToolInput(input.trim()) };
    }
    const tail = this.#held.slice(-longestHeader);
    const open = complete ? "" : (begun.exec(tail)?.[0] ?? "");
    yield* this.#release(this.#held.length - open.length);
  }

  /** The first message to a tool; those to people are words. */
  #nextCall(): { readonly index: number; readonly after: number; readonly name: string } | undefined {
    for (let from = 0; ;) {
      const found = header.exec(this.#held.slice(from));
      if (found === null) return undefined;
      const index = from + found.index;
      const after = index + found[0].length;
      const name = found[1] ?? found[2];
      if (name !== undefined) return { index, after, name };
      from = after;
    }
  }

  *#release(length: number): Generator<HarmonyPiece> {
    if (length > 0) yield { kind: "words", text: this.#held.slice(0, length) };
    this.#held = this.#held.slice(length);
  }
}
