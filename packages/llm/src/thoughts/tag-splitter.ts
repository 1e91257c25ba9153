import type { ThoughtMarks } from "./thought-marks.ts";

/** A piece of a reply: what was said, what was thought, or word that the text handed out so far is void. */
export type TagPiece =
  | { readonly type: "text" | "thinking"; readonly delta: string }
  | { readonly type: "discard" };

/**
 * Cuts a growing text at marks, in whatever case they are written, holding back what may be the beginning of one. Every
 * character is looked at a bounded number of times.
 *
 * - What follows a mark that opens is thinking up to the next mark that closes, or to the end.
 * - Text before a mark that closes and that nothing opened is thinking, back to the last thing thought: many chat
 *   templates put the opening mark into the prompt. The same rule closes nested marks.
 * - A mark in code is none: between backticks, or, of what is said, in a block of code.
 */
export class TagSplitter {
  readonly #marks: ThoughtMarks;
  #patient: boolean;
  #thinking = false;
  /** What may be the beginning of a mark. */
  #held = "";
  /** The character before what is held. */
  #before = "";
  /** Text that a mark has confirmed. */
  #said = "";
  /** Text after it, which a closing mark would make thinking. */
  #loose = "";
  /** How many backticks were seen last, and whether what follows stands between two of them, or in a block of code. */
  #ticks = 0;
  #inSpan = false;
  #inBlock = false;
  #strayed = false;

  /** @param patient hand no text out before it is certain to be text, instead of taking it back, which is done twice at most */
  constructor(marks: ThoughtMarks, patient: boolean) {
    this.#marks = marks;
    this.#patient = patient;
  }

  /** Whether the text so far ends amid a thought. */
  get isThinking(): boolean {
    return this.#thinking;
  }

  /** Whether a closing mark came that nothing had opened. */
  get strayed(): boolean {
    return this.#strayed;
  }

  /** @param last no more will come, so nothing is held back */
  *push(delta: string, last = false): Generator<TagPiece> {
    const text = this.#held + delta;
    let at = 0;
    let watched = 0;
    const watch = (to: number): void => {
      for (; watched < to; watched++) this.#watch(text[watched] as string);
    };
    let safe = last ? text.length : text.length - this.#beginning(text);
    let end = 0;
    for (let found = this.#markFrom(text, 0); found !== null; found = this.#markFrom(text, end)) {
      end = found.index + found[0].length;
      watch(found.index);
      const quoted = this.#inSpan && (found.index === 0 ? this.#before : text[found.index - 1]) === "`";
      if (quoted && end === text.length && !last) {
        // The next character says whether it is quoted.
        safe = found.index;
        break;
      }
      const does = this.#marks.does.get(found[0].toLowerCase());
      const inCode = (quoted && text[end] === "`") || (this.#inBlock && !this.#thinking);
      if (inCode || (this.#thinking && does === "open")) continue;
      yield* this.#add(text.slice(at, found.index));
      at = watched = end;
      this.#ticks = 0;
      this.#inSpan = false;
      if (does === "open") yield* this.#confirm();
      else if (does === "close" && !this.#thinking) yield* this.#takeBack();
      this.#thinking = does === "open";
    }
    safe = Math.max(at, safe);
    watch(safe);
    yield* this.#add(text.slice(at, safe));
    if (safe > 0) this.#before = text[safe - 1] as string;
    this.#held = text.slice(safe);
    if (last) yield* this.#confirm();
  }

  /** The expression is shared by all replies, several of which may be read at the same time. */
  #markFrom(text: string, from: number): RegExpExecArray | null {
    const { any } = this.#marks;
    any.lastIndex = from;
    return any.exec(text);
  }

  *#add(delta: string): Generator<TagPiece> {
    if (delta === "") return;
    if (this.#thinking) yield { type: "thinking", delta };
    else {
      this.#loose += delta;
      if (!this.#patient) yield { type: "text", delta };
    }
  }

  #watch(character: string): void {
    if (character === "\n") this.#inSpan = false;
    if (character === "`") this.#inSpan = !this.#inSpan;
    this.#ticks = character === "`" ? this.#ticks + 1 : 0;
    if (this.#ticks === 3 && !this.#thinking) this.#inBlock = !this.#inBlock;
  }

  *#confirm(): Generator<TagPiece> {
    if (this.#patient && this.#loose !== "") yield { type: "text", delta: this.#loose };
    this.#said += this.#loose;
    this.#loose = "";
  }

  *#takeBack(): Generator<TagPiece> {
    const again = this.#strayed || this.#said !== "";
    this.#strayed = true;
    if (this.#loose === "") return;
    if (!this.#patient) {
      yield { type: "discard" };
      if (this.#said !== "") yield { type: "text", delta: this.#said };
    }
    // Who is not told of it for the first time, or has had to be told the rest again, hears no more that is not certain:
    // each time there would be more to repeat.
    this.#patient ||= again;
    yield { type: "thinking", delta: this.#loose };
    this.#loose = "";
  }

  /** Length of the end of the text that may be the beginning of a mark. */
  #beginning(text: string): number {
    const { does, longest } = this.#marks;
    const tail = text.slice(Math.max(0, text.length - longest)).toLowerCase();
    for (let length = Math.min(tail.length, longest - 1); length > 0; length--) {
      const end = tail.slice(tail.length - length);
      for (const mark of does.keys()) if (mark.length > length && mark.startsWith(end)) return length;
    }
    return 0;
  }
}
