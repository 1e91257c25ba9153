import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { compressionRatio } from "../text/compression-ratio.ts";
import { dialogText } from "../text/dialog-text.ts";
import { defaultTokenizer } from "../text/tokenizer.ts";
import {
  DiversityEvaluator,
  type DiversityOptions,
  diversityOptionNames,
  type SubsetStatistics,
} from "./diversity-evaluator.ts";

/** Whose turns are compressed, and how much of a dataset is looked at. */
export interface CompressionRatioEvaluatorOptions extends DiversityOptions {
  readonly speaker?: string | undefined;
}

const compressionRatioEvaluatorOptionNames: OptionNames<CompressionRatioEvaluatorOptions> = {
  speaker: true,
  ...diversityOptionNames,
};

/** How far all turns of a dataset together can be compressed, see `compressionRatio`, under `ratio`: compare at equal n. */
export class CompressionRatioEvaluator extends DiversityEvaluator {
  readonly #texts: (dialog: Dialog) => readonly string[];

  constructor(options: CompressionRatioEvaluatorOptions = {}) {
    checkArguments("new CompressionRatioEvaluator", arguments, 1);
    checkOptions("new CompressionRatioEvaluator", options, compressionRatioEvaluatorOptionNames);
    super("compression-ratio", options);
    this.#texts = (dialog) =>
      dialogText(dialog, defaultTokenizer, options.speaker).turns.map(({ text }) => text);
  }

  protected applies(dialog: Dialog): boolean {
    return this.#texts(dialog).some((text) => text !== "");
  }

  protected prepare(dialogs: readonly Dialog[]): Promise<SubsetStatistics> {
    const texts = dialogs.map(this.#texts);
    return Promise.resolve((chosen) => ({
      ratio:
        compressionRatio(Array.from(chosen, (place) => texts[place] as readonly string[]).flat()) ??
        Number.NaN,
    }));
  }
}
