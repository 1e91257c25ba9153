import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { MinHash, signatureSimilarity } from "./min-hash.ts";
import { wordRuns, wordsOf } from "./words.ts";

/** When two dialogues are taken for the same. */
export interface NearDuplicateOptions {
  /** Least share of the runs of three words that both have of those that either has. Default: 0.8. */
  readonly threshold?: number | undefined;
  readonly seed?: number | undefined;
}

const nearDuplicateOptionNames: OptionNames<NearDuplicateOptions> = { threshold: true, seed: true };

interface Seen {
  readonly id: string | number;
  readonly signature: Uint32Array;
}

const signatureSize = 128;
/** Rows of a band: dialogues of similarity 0.5 and more meet in one of the 32 bands with near certainty. */
const bandSize = 4;

/** Finds dialogues that say nearly the same as an earlier one, without comparing each with each. */
export class NearDuplicates {
  readonly #hash: MinHash;
  readonly #threshold: number;
  readonly #bands = new Map<string, Seen[]>();

  /** @throws InvalidArgumentError for a threshold that is not between 0.5 and 1 */
  constructor(options: NearDuplicateOptions = {}) {
    checkArguments("new NearDuplicates", arguments, 1);
    checkOptions("new NearDuplicates", options, nearDuplicateOptionNames);
    const { threshold = 0.8, seed = 0 } = options;
    if (!(threshold >= 0.5 && threshold <= 1))
      throw new InvalidArgumentError(
        `The share that makes near-duplicates must be from 0.5 to 1, not ${threshold}`,
      );
    this.#threshold = threshold;
    this.#hash = new MinHash(signatureSize, seed);
  }

  /** @returns the id of an earlier dialogue that says nearly the same; nothing when this one is new, and is remembered */
  find(dialog: Dialog): string | number | undefined {
    const runs = wordRuns(wordsOf(dialog), 3);
    // What has no words is no copy of anything.
    if (runs.size === 0) return undefined;
    const signature = this.#hash.signature(runs);
    const keys = bandKeys(signature);
    for (const key of keys) {
      const alike = this.#bands
        .get(key)
        ?.find((seen) => signatureSimilarity(seen.signature, signature) >= this.#threshold);
      if (alike !== undefined) return alike.id;
    }
    for (const key of keys) {
      const band = this.#bands.get(key) ?? [];
      band.push({ id: dialog.id, signature });
      this.#bands.set(key, band);
    }
    return undefined;
  }
}

function bandKeys(signature: Uint32Array): string[] {
  const keys: string[] = [];
  for (let at = 0; at < signature.length; at += bandSize)
    keys.push(`${at}:${signature.subarray(at, at + bandSize).join(",")}`);
  return keys;
}
