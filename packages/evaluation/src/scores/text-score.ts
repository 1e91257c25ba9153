import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { DialogScore, ScoreValue } from "../dialog-score.ts";
import { dialogText, type DialogText } from "../text/dialog-text.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";

/** What all scores of a dialogue's text take: their name, whose words count, and what a word is. */
export interface TextScoreOptions {
  /** Another name than the metric's own, to tell two configurations apart in one table. */
  readonly name?: string | undefined;
  /** Only what this speaker says, names compared without regard to case. Default: everybody. */
  readonly speaker?: string | undefined;
  /** How a text is cut into words. Default: Unicode words (`unicodeTokenizer()`). */
  readonly tokenizer?: Tokenizer | undefined;
}

/** The names of {@link TextScoreOptions}. */
export const textScoreOptionNames: OptionNames<TextScoreOptions> = {
  name: true,
  speaker: true,
  tokenizer: true,
};

const ofTheClass = "A class with options of its own passes on only these.";

/**
 * Base of the metrics that look at nothing but what was said: turn texts, never speakers' names.
 *
 * `null` for a dialogue in which nobody (or not the chosen speaker) has a turn; a metric may be undefined for
 * more, and says so.
 */
export abstract class TextScore implements DialogScore {
  readonly name: string;
  readonly speaker: string | undefined;
  readonly tokenizer: Tokenizer;

  constructor(name: string, options: TextScoreOptions = {}) {
    checkArguments(`new ${new.target.name}`, arguments, 2);
    checkOptions(`new ${new.target.name}`, options, textScoreOptionNames, ofTheClass);
    if (typeof (name as unknown) !== "string")
      throw new InvalidArgumentError(
        `new ${new.target.name} takes the score's name first, and options after it`,
      );
    this.name = options.name ?? name;
    this.speaker = options.speaker;
    this.tokenizer = options.tokenizer ?? defaultTokenizer;
  }

  get configuration(): JsonObject {
    return {
      tokenizer: this.tokenizer.name,
      ...(this.speaker === undefined ? {} : { speaker: this.speaker }),
      ...this.parameters(),
    };
  }

  score(dialog: Dialog): ScoreValue {
    const text = dialogText(dialog, this.tokenizer, this.speaker);
    return text.turns.length === 0 ? null : this.measure(text);
  }

  /** The metric of a text with at least one turn. */
  protected abstract measure(text: DialogText): ScoreValue;

  /** What else the value depends on. */
  protected parameters(): JsonObject {
    return {};
  }
}
