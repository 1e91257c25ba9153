import type { Dialog } from "@sdialog/core";
import { hash32, MinHash, signatureSimilarity } from "./min-hash.ts";
import { wordRuns, wordsOf } from "./words.ts";

const signatureSize = 128;
/** Rows of a band: of dialogues of similarity 0.8, all but one in ten million meet in one of the 32 bands. */
const bandSize = 4;
/** A signature estimates a similarity to about 0.04; by this much it is not wrong. */
const surely = 0.25;

/** The runs of three words that a dialogue has, and the bands in which it meets dialogues that may be alike. */
export class RunSet {
  readonly bands: readonly string[];
  readonly #signature: Uint32Array;
  /** Each run by its hash, in order. */
  readonly #runs: Uint32Array;

  private constructor(runs: ReadonlySet<string>, hash: MinHash) {
    this.#signature = hash.signature(runs);
    this.#runs = Uint32Array.from(new Set(Array.from(runs, hash32))).toSorted();
    this.bands = Array.from({ length: signatureSize / bandSize }, (_, band) => {
      const at = band * bandSize;
      return `${at}:${this.#signature.subarray(at, at + bandSize).join(",")}`;
    });
  }

  /** @returns nothing for a dialogue without words, which is not a copy of anything */
  static of(dialog: Dialog, hash: MinHash): RunSet | undefined {
    const runs = wordRuns(wordsOf(dialog), 3);
    return runs.size === 0 ? undefined : new RunSet(runs, hash);
  }

  static hash(seed: number): MinHash {
    return new MinHash(signatureSize, seed);
  }

  /** The share of the runs that both have of those that either has; 0 where it is surely below a threshold. */
  similarity(other: RunSet, threshold: number): number {
    if (signatureSimilarity(this.#signature, other.#signature) < threshold - surely) return 0;
    let [both, mine, theirs] = [0, 0, 0];
    while (mine < this.#runs.length && theirs < other.#runs.length) {
      const difference = (this.#runs[mine] as number) - (other.#runs[theirs] as number);
      if (difference === 0) both++;
      if (difference <= 0) mine++;
      if (difference >= 0) theirs++;
    }
    return both / (this.#runs.length + other.#runs.length - both);
  }
}
