import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { MinHash } from "./min-hash.ts";
import { RunSet } from "./run-set.ts";

/** When two dialogues are taken for the same. */
export interface NearDuplicateOptions {
  /** Least share of the runs of three words that both have of those that either has. Default: 0.8. */
  readonly threshold?: number | undefined;
  readonly seed?: number | undefined;
}

const nearDuplicateOptionNames: OptionNames<NearDuplicateOptions> = { threshold: true, seed: true };

interface Seen {
  readonly id: string | number;
  readonly runs: RunSet;
}

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
    this.#hash = RunSet.hash(seed);
  }

  /** @returns the id of an earlier dialogue that says nearly the same; nothing when this one is new, and is remembered */
  find(dialog: Dialog): string | number | undefined {
    const runs = RunSet.of(dialog, this.#hash);
    if (runs === undefined) return undefined;
    for (const key of runs.bands) {
      const alike = this.#bands
        .get(key)
        ?.find((seen) => runs.similarity(seen.runs, this.#threshold) >= this.#threshold);
      if (alike !== undefined) return alike.id;
    }
    for (const key of runs.bands) {
      const band = this.#bands.get(key) ?? [];
      band.push({ id: dialog.id, runs });
      this.#bands.set(key, band);
    }
    return undefined;
  }
}
