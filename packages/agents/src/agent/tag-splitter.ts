/** A piece of a reply: what was said, what was thought, or word that the text handed out so far is void. */
export type TagPiece =
  | { readonly type: "text" | "thinking"; readonly delta: string }
  | { readonly type: "discard" };

/**
 * Cuts a growing text at opening and closing tags, holding back what may be the beginning of one. Every character is
 * looked at once.
 *
 * - What follows an opening tag is thinking up to the next closing tag, or to the end.
 * - Text before a closing tag that nothing opened is thinking, back to the last thing thought: many chat templates put
 *   the opening tag into the prompt. The same rule closes nested tags.
 */
export class TagSplitter {
  readonly #open: string;
  readonly #close: string;
  readonly #patient: boolean;
  #thinking = false;
  /** What may be the beginning of a tag. */
  #held = "";
  /** Text that an opening tag has confirmed. */
  #said = "";
  /** Text after it, which a closing tag would make thinking. */
  #loose = "";
  #strayed = false;

  /** @param patient hand no text out before it is certain to be text, instead of taking it back */
  constructor(tag: string, patient: boolean) {
    this.#open = `<${tag}>`;
    this.#close = `</${tag}>`;
    this.#patient = patient;
  }

  /** Whether a closing tag came that nothing had opened. */
  get strayed(): boolean {
    return this.#strayed;
  }

  /** @param last no more will come, so nothing is held back */
  *push(delta: string, last = false): Generator<TagPiece> {
    const text = this.#held + delta;
    let at = 0;
    for (let next = this.#nextTag(text, 0); next !== undefined; next = this.#nextTag(text, at)) {
      yield* this.#add(text.slice(at, next.at));
      at = next.at + next.tag.length;
      if (next.tag === this.#open) yield* this.#confirm();
      else if (!this.#thinking) yield* this.#takeBack();
      this.#thinking = next.tag === this.#open;
    }
    const safe = last ? text.length : Math.max(at, text.length - this.#beginning(text));
    yield* this.#add(text.slice(at, safe));
    this.#held = text.slice(safe);
    if (last) yield* this.#confirm();
  }

  *#add(delta: string): Generator<TagPiece> {
    if (delta === "") return;
    if (this.#thinking) yield { type: "thinking", delta };
    else {
      this.#loose += delta;
      if (!this.#patient) yield { type: "text", delta };
    }
  }

  *#confirm(): Generator<TagPiece> {
    if (this.#patient && this.#loose !== "") yield { type: "text", delta: this.#loose };
    this.#said += this.#loose;
    this.#loose = "";
  }

  *#takeBack(): Generator<TagPiece> {
    this.#strayed = true;
    if (this.#loose === "") return;
    if (!this.#patient) {
      yield { type: "discard" };
      if (this.#said !== "") yield { type: "text", delta: this.#said };
    }
    yield { type: "thinking", delta: this.#loose };
    this.#loose = "";
  }

  /** The next tag that means something: inside of thinking only one that closes. */
  #nextTag(text: string, from: number): { readonly at: number; readonly tag: string } | undefined {
    for (let at = text.indexOf("<", from); at !== -1; at = text.indexOf("<", at + 1)) {
      if (text.startsWith(this.#close, at)) return { at, tag: this.#close };
      if (!this.#thinking && text.startsWith(this.#open, at)) return { at, tag: this.#open };
    }
    return undefined;
  }

  /** Length of the end of the text that may be the beginning of a tag. */
  #beginning(text: string): number {
    const at = text.lastIndexOf("<");
    const end = at === -1 ? "" : text.slice(at, at + this.#close.length);
    const begins = end !== "" && (this.#close.startsWith(end) || this.#open.startsWith(end));
    return begins && at + end.length === text.length ? end.length : 0;
  }
}
