import type { Dialog } from "@sdialog/core";
import { dialogText } from "./dialog-text.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What shares of a dialogue are measured in. */
export type ShareUnit = "turns" | "words";

/** Turns or words per speaker, in order of first appearance. "A" and "a" are one speaker; turns nobody is named for are left out. */
export function speakerCounts(dialog: Dialog, unit: ShareUnit, tokenizer: Tokenizer): Map<string, number> {
  const counts = new Map<string, number>();
  const spelling = new Map<string, string>();
  const text = dialogText(dialog, tokenizer);
  for (const [index, turn] of dialog.turns.entries()) {
    if (turn.speaker === null || turn.speaker === "") continue;
    const folded = turn.speaker.toLowerCase();
    const name = spelling.get(folded) ?? turn.speaker;
    spelling.set(folded, name);
    counts.set(
      name,
      (counts.get(name) ?? 0) + (unit === "turns" ? 1 : (text.turns[index]?.words.length ?? 0)),
    );
  }
  return counts;
}
