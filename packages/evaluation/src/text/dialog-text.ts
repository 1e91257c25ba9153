import { checkArguments, requireArguments } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { Tokenizer } from "./tokenizer.ts";

/** A turn's text and its words. */
export interface TurnText {
  readonly text: string;
  /** In order, as the tokenizer cut them. */
  readonly words: readonly string[];
}

/** What was said in a dialogue, cut into words: turn texts only, never the speakers' names. */
export class DialogText {
  readonly turns: readonly TurnText[];
  /** Words of all turns together. */
  readonly wordCount: number;
  /** Where it was said; `undefined` for a text of no dialogue. */
  readonly dialog: Dialog | undefined;
  #words: readonly string[] | undefined;

  constructor(texts: readonly string[], tokenizer: Tokenizer, dialog?: Dialog) {
    checkArguments("new DialogText", arguments, 3);
    requireArguments("new DialogText", arguments, 1);
    this.dialog = dialog;
    this.turns = texts.map((text) => ({ text, words: tokenizer.words(text) }));
    this.wordCount = this.turns.reduce((sum, turn) => sum + turn.words.length, 0);
  }

  /** The words of all turns in order. */
  get words(): readonly string[] {
    this.#words ??= this.turns.flatMap((turn) => turn.words);
    return this.#words;
  }
}

// Many metrics look at the same dialogue; each cuts it into words only if no other has. A dialogue never changes,
// and the entry goes when the dialogue does.
const cuts = new WeakMap<Dialog, Map<Tokenizer, Map<string, DialogText>>>();

/**
 * The words of a dialogue, or of one of its speakers (names compared without regard to case), from the cache when
 * any metric asked before. A speaker who never speaks has no turns.
 */
export function dialogText(dialog: Dialog, tokenizer: Tokenizer, speaker?: string): DialogText {
  const byTokenizer = cuts.get(dialog) ?? new Map<Tokenizer, Map<string, DialogText>>();
  cuts.set(dialog, byTokenizer);
  const bySpeaker = byTokenizer.get(tokenizer) ?? new Map<string, DialogText>();
  byTokenizer.set(tokenizer, bySpeaker);
  const name = speaker?.toLowerCase();
  const key = name === undefined ? "all" : `speaker:${name}`;
  let text = bySpeaker.get(key);
  if (text === undefined) {
    const turns =
      name === undefined ? dialog.turns : dialog.turns.filter((turn) => turn.speaker?.toLowerCase() === name);
    text = new DialogText(
      turns.map((turn) => turn.text),
      tokenizer,
      dialog,
    );
    bySpeaker.set(key, text);
  }
  return text;
}
