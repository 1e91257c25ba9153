import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { compressionRatio } from "../text/compression-ratio.ts";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** How far the turns of a dialogue can be compressed, see {@link compressionRatio}: high where they repeat each other. */
export class CompressionRatioScore extends TextScore {
  readonly direction = "lower";

  constructor(options?: TextScoreOptions) {
    checkArguments("new CompressionRatioScore", arguments, 1);
    checkOptions("new CompressionRatioScore", options, textScoreOptionNames);
    super("compression-ratio", options);
  }

  protected measure(text: DialogText): number | null {
    return compressionRatio(text.turns.map((turn) => turn.text));
  }
}
