/** Watches growing text for stop strings; never lets out text that may turn out to be the start of one. */
export class StopScanner {
  readonly #stops: readonly string[];
  #held = "";

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  /** @returns text that is safe to show, and whether a stop string was met (it and what follows are dropped) */
  push(text: string): { readonly text: string; readonly stopped: boolean } {
    const all = this.#held + text;
    const met = this.#stops.map((stop) => all.indexOf(stop)).filter((index) => index !== -1);
    if (met.length > 0) {
      this.#held = "";
      return { text: all.slice(0, Math.min(...met)), stopped: true };
    }
    const hold = Math.max(0, ...this.#stops.map((stop) => overlap(all, stop)));
    this.#held = all.slice(all.length - hold);
    return { text: all.slice(0, all.length - hold), stopped: false };
  }

  /** @returns what was held back and turned out to be ordinary text */
  flush(): string {
    const text = this.#held;
    this.#held = "";
    return text;
  }
}

/** Length of the longest end of `text` that begins `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (stop.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}
