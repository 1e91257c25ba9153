import { plainMark, type ThoughtMarks } from "./thought-marks.ts";

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
 * - A mark in code does not count: between backticks, or, of what is said, in a block of code.
 */
export class TagSplitter {
  readonly #marks: ThoughtMarks;
  #patient: boolean;
  #thinking = false;
  /** What may be the beginning of a mark. */
  #held = "";
  /** The character before what is held. */
  #before = "";
  /** The last two characters of what is said. */
  #last = "";
  /** Text that a mark has confirmed. */
  #said = "";
  /** Text after it, which a closing mark would make thinking. */
  #loose = "";
  /** How many backticks were seen last, and whether what follows stands between two of them, or in a block of code. */
  #ticks = 0;
  #inSpan = false;
  #inBlock = false;
  #strayed = false;
  /** What followed a mark that opens amid a sentence, with it: `Put it in <think> tags`. A mark that closes makes it thinking. */
  #spoken: string | undefined;
  /** Whether something was thought and nothing said since; and in what then what is said is wrapped. */
  #justThought = false;
  #wrap = "";

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
      const does = this.#marks.does.get(plainMark(found[0]));
      const inCode = (quoted && text[end] === "`") || (this.#inBlock && !this.#thinking);
      if (inCode || (this.#thinking && (does === "open" || does === "wrap"))) continue;
      yield* this.#add(text.slice(at, found.index));
      if (does === "wrap" && !this.#wraps(plainMark(found[0]))) {
        at = found.index;
        continue;
      }
      at = watched = end;
      this.#ticks = 0;
      this.#inSpan = false;
      if (does === "open") {
        if (/[\p{L},] $/u.test(this.#last)) this.#spoken = found[0];
        yield* this.#confirm();
      } else if (does === "close" && !this.#thinking) yield* this.#takeBack();
      if (does !== "open") yield* this.#thought();
      this.#justThought ||= this.#thinking || does === "close";
      this.#thinking = does === "open";
    }
    safe = Math.max(at, safe);
    watch(safe);
    yield* this.#add(text.slice(at, safe));
    if (safe > 0) this.#before = text[safe - 1] as string;
    this.#held = text.slice(safe);
    if (last && this.#spoken !== undefined) yield* this.#thought(/^<[^>]*> ?[\p{Ll},.]/u.test(this.#spoken));
    if (last) yield* this.#confirm();
  }

  /** Whether a mark holds what is said: it comes right after what is thought, or closes one that did. */
  #wraps(mark: string): boolean {
    const isOpening = !mark.startsWith("</");
    if (!(isOpening ? this.#justThought : this.#wrap === mark)) return false;
    this.#wrap = isOpening ? `</${mark.slice(1)}` : "";
    return true;
  }

  /** Hands on what followed a mark amid a sentence: as thinking, or as said. */
  *#thought(isSaid = false): Generator<TagPiece> {
    const spoken = this.#spoken;
    this.#spoken = undefined;
    if (spoken === undefined) return;
    const mark = /^<[^>]*>|^\S*/u.exec(spoken)?.[0] ?? "";
    this.#thinking &&= !isSaid;
    if (isSaid) yield* this.#add(spoken);
    else if (spoken !== mark) yield { type: "thinking", delta: spoken.slice(mark.length) };
  }

  /** The expression is shared by all replies, several of which may be read at the same time. */
  #markFrom(text: string, from: number): RegExpExecArray | null {
    const { any } = this.#marks;
    any.lastIndex = from;
    return any.exec(text);
  }

  *#add(delta: string): Generator<TagPiece> {
    if (delta === "") return;
    if (this.#spoken !== undefined) this.#spoken += delta;
    else if (this.#thinking) yield { type: "thinking", delta };
    else {
      this.#justThought &&= delta.trim() === "";
      this.#last = (this.#last + delta).slice(-2);
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
      const begun = end.replace(/(?<=^<[^\s>]{1,20})\s{1,3}$/, "");
      for (const mark of does.keys()) if (mark.length > begun.length && mark.startsWith(begun)) return length;
    }
    return 0;
  }
}
