import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** Prompts are computed in blocks of so many tokens. */
export const blockLength = 128;

/** A place for the state of one conversation, and what is in it. */
export interface Place {
  readonly sequence: LlamaContextSequence;
  session: string | undefined;
  /** The tokens whose state may be used again. */
  kept: readonly Token[];
  busy: boolean;
  /** When it was last used, in calls. */
  lastUse: number;
}

/**
 * The places in which conversations' states are kept between calls, and who gets which. With `exact`, only whole blocks
 * of a prompt are used again: they were computed by the same operations over the same shapes as they would be now, so
 * that a reply never depends on what is kept, to the last digit. What a model said itself was computed token by token,
 * and is computed again as part of the next prompt.
 */
export class KeptState {
  readonly #places: readonly Place[];
  readonly #exact: boolean;
  #calls = 0;

  constructor(sequences: readonly LlamaContextSequence[], exact: boolean) {
    this.#exact = exact;
    this.#places = sequences.map((sequence) => ({
      sequence,
      session: undefined,
      kept: [],
      busy: false,
      lastUse: 0,
    }));
  }

  /**
   * A free place for a call: its session's own, else the one that was not used for longest.
   *
   * @returns the place, and how many tokens of the prompt need not be computed
   */
  take(
    session: string | undefined,
    prompt: readonly Token[],
  ): { readonly place: Place; readonly usable: number } {
    const free = this.#places.filter(({ busy }) => !busy);
    const own = session === undefined ? undefined : free.find((place) => place.session === session);
    const place = own ?? free.toSorted((a, b) => a.lastUse - b.lastUse)[0];
    if (place === undefined) throw new Error("more calls at once than there are places");
    const usable = this.#usable(place.kept, prompt);
    Object.assign(place, { session, busy: true, lastUse: ++this.#calls, kept: prompt.slice(0, usable) });
    return { place, usable };
  }

  /** @param computed the tokens in the place's sequence now, the reply's included; nothing after a failure */
  giveBack(place: Place, prompt: readonly Token[], computed: readonly Token[]): void {
    place.kept = this.#exact ? computed.slice(0, wholeBlocks(prompt.length)) : computed;
    place.busy = false;
  }

  #usable(kept: readonly Token[], prompt: readonly Token[]): number {
    // One token at least must be computed, to have something that comes next.
    const most = this.#exact ? wholeBlocks(prompt.length) : prompt.length - 1;
    let same = 0;
    while (same < most && same < kept.length && kept[same] === prompt[same]) same++;
    return this.#exact ? same - (same % blockLength) : same;
  }
}

/** How many tokens of a prompt are in blocks that are computed before its last part. */
function wholeBlocks(length: number): number {
  return Math.max(0, length - 1 - ((length - 1) % blockLength));
}
