import type { DialogText } from "../text/dialog-text.ts";
import { isBackChannel } from "./is-back-channel.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Turns that are a mere back-channel, see {@link isBackChannel}, per 100 turns. English. */
export class BackChannelRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("back-channel-rate", options);
  }

  protected measure(text: DialogText): number {
    return (100 * text.turns.filter((turn) => isBackChannel(turn.text)).length) / text.turns.length;
  }
}
