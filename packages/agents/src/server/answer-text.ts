/**
 * Turns what a model writes piece by piece into what a client is sent, so that the pieces add up to the answer:
 * white space at both ends is held back, and what was said before a tool was called stands in a paragraph of its own.
 */
export class AnswerText {
  #sent = "";
  #held = "";
  #paragraph = "";

  /** @returns what can be sent now */
  push(delta: string): string {
    this.#held += delta;
    const text = this.#sent === "" ? this.#held.trimStart() : this.#held;
    const ready = text.trimEnd();
    this.#held = text.slice(ready.length);
    return this.#send(ready);
  }

  /** A tool was called: what follows is said after its result. */
  break(): void {
    if (this.#sent !== "") this.#paragraph = "\n\n";
    this.#sent = "";
    this.#held = "";
  }

  /** @returns what of the final text has not been sent yet */
  end(text: string): string {
    const rest = text.startsWith(this.#sent) ? text.slice(this.#sent.length) : "";
    return this.#send(rest);
  }

  #send(text: string): string {
    if (text === "") return "";
    const piece = this.#sent === "" ? this.#paragraph + text : text;
    this.#sent += text;
    return piece;
  }
}
