/**
 * Measures the messages of an `application/vnd.amazon.eventstream`, each of which begins with its length in bytes (four, the
 * highest first), as soon as that is read: a client gathers a message whole before it makes anything of it.
 */
export class FrameMeter {
  #length = 0;
  #lengthBytes = 0;
  #left = 0;

  /** Takes the next bytes. @returns the most bytes that any message which begins in them says it has */
  take(bytes: Uint8Array): number {
    let most = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
        continue;
      }
      this.#length = this.#length * 256 + (bytes[at++] as number);
      if (++this.#lengthBytes < 4) continue;
      most = Math.max(most, this.#length);
      // No message is shorter than its length itself: the client says what is wrong with one that is.
      this.#left = Math.max(0, this.#length - 4);
      this.#length = this.#lengthBytes = 0;
    }
    return most;
  }
}
