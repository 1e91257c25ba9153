/** What stands between what could not be taken back and what follows. */
const apart = "\n\n";

/**
 * Turns what an agent says piece by piece into what a client is sent, so that the pieces add up to the answer: white
 * space at both ends is held back.
 */
export class AnswerText {
  #before = "";
  #sent = "";
  #held = "";
  #apart = false;

  /** @returns what can be sent now */
  push(delta: string): string {
    this.#held += delta;
    const text = this.#sent === "" ? this.#held.trimStart() : this.#held;
    const ready = text.trimEnd();
    this.#held = text.slice(ready.length);
    return this.#send(ready);
  }

  /** What was pushed so far was not said after all. What was sent cannot be taken back, so what follows is separated from it. */
  restart(): void {
    if (this.#sent !== "") this.#before = this.whole(this.#sent);
    this.#apart = this.#before !== "";
    this.#sent = "";
    this.#held = "";
  }

  /** All that the client is sent in the end, when the answer is `text`: what could not be taken back stays. */
  whole(text: string): string {
    return [this.#before, text].filter((part) => part !== "").join(apart);
  }

  /** @returns what of the final text has not been sent yet */
  end(text: string): string {
    const rest = text.startsWith(this.#sent) ? text.slice(this.#sent.length) : "";
    return this.#send(rest);
  }

  #send(text: string): string {
    this.#sent += text;
    if (text === "" || !this.#apart) return text;
    this.#apart = false;
    return apart + text;
  }
}
