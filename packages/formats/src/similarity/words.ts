import type { Dialog } from "@sdialog/core";
import { wordsIn } from "@sdialog/core/internal";
import { wordingOf } from "../messages/wording.ts";

/**
 * The words of all turns, tool calls and results in lower case, without punctuation. System messages are not among them:
 * a prompt that all dialogues of a dataset share would make all of them alike.
 */
export function wordsOf(dialog: Dialog): string[] {
  return wordingOf(dialog, { system: "none" }).flatMap(({ text }) => wordsIn(text.toLowerCase()));
}

/** Every run of `size` words, as text; all words as one run when they are fewer. */
export function wordRuns(words: readonly string[], size: number): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + size <= words.length; at++) runs.add(words.slice(at, at + size).join(" "));
  if (runs.size === 0 && words.length > 0) runs.add(words.join(" "));
  return runs;
}
