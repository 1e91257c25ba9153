import type { Dialog, DialogSource } from "@sdialog/core";
import { dialogsOf } from "../dialog-source.ts";
import { wordRuns, wordsOf } from "./words.ts";

/** Words of a run that no two texts share by chance, as in T. Brown et al., "Language Models are Few-Shot Learners" (2020), appendix C. */
const runLength = 13;

/** Finds what a held-out set says, too: a model that was trained on it would be tested on what it has seen. */
export class HeldOut {
  readonly #runs: ReadonlySet<string>;

  private constructor(runs: ReadonlySet<string>) {
    this.#runs = runs;
  }

  /** @throws as reading the source does */
  static async read(source: DialogSource): Promise<HeldOut> {
    const runs = new Set<string>();
    for await (const dialog of dialogsOf(source))
      for (const run of wordRuns(wordsOf(dialog), runLength)) runs.add(run);
    return new HeldOut(runs);
  }

  /** @returns the first run of words that the held-out set has as well */
  find(dialog: Dialog): string | undefined {
    for (const run of wordRuns(wordsOf(dialog), runLength)) if (this.#runs.has(run)) return run;
    return undefined;
  }
}
