import type { Turn } from "./turn.ts";

/**
 * The turns with neighbours of the same named speaker made one, their texts joined by `separator`. For every further key, the
 * first turn that has it wins.
 */
export function mergeTurns(turns: readonly Turn[], separator = "\n"): Turn[] {
  const merged: Turn[] = [];
  for (const turn of turns) {
    const previous = merged.at(-1);
    if (previous !== undefined && turn.speaker !== null && previous.speaker === turn.speaker) {
      merged[merged.length - 1] = { ...turn, ...previous, text: previous.text + separator + turn.text };
    } else {
      merged.push(turn);
    }
  }
  return merged;
}
