const [carriageReturn, lineFeed, d] = [13, 10, 100];

/**
 * Measures how much of a stream a reader has to hold, and to parse in one go, before it can make anything of it: a line, as
 * where each holds JSON, or the lines of data of one server-sent event, which a blank line ends.
 */
export class EventMeter {
  #line = 0;
  #data = 0;
  #isData = false;
  #afterReturn = false;

  /** Takes the next bytes. @returns the most bytes that any line or event has had in them */
  take(bytes: Uint8Array): number {
    let most = 0;
    for (const byte of bytes) {
      const isSecondHalf = byte === lineFeed && this.#afterReturn;
      this.#afterReturn = byte === carriageReturn;
      if (isSecondHalf) continue;
      if (byte === lineFeed || byte === carriageReturn) {
        if (this.#line === 0) this.#data = 0;
        this.#line = 0;
        continue;
      }
      if (this.#line++ === 0) this.#isData = byte === d;
      if (this.#isData) this.#data++;
      most = Math.max(most, this.#line, this.#data);
    }
    return most;
  }
}
