import type { Message } from "@sdialog/llm";
import type { View } from "../participant.ts";
import type { InsertedMessages } from "../view-messages.ts";

/** What a model is shown of a conversation. */
export interface ShownHistory {
  readonly view: View;
  readonly insertions: readonly InsertedMessages[];
  /** How many of the oldest turns are left out. */
  readonly dropped: number;
}

/**
 * Leaves out the oldest turns, and the tool rounds among them, until the rest is estimated to fit. Instructions that
 * stay are never left out; neither is the last turn.
 *
 * @param limit tokens, estimated at four characters each. Default: everything is shown
 */
export function fitHistory(
  view: View,
  insertions: readonly InsertedMessages[],
  limit: number | undefined,
): ShownHistory {
  if (limit === undefined) return { view, insertions, dropped: 0 };
  const { turns } = view;
  let room = limit * 4;
  for (const insertion of insertions) if (stays(insertion)) room -= length(insertion.messages);
  let first = turns.length;
  while (first > 0) {
    const index = first - 1;
    const used = insertions.filter((insertion) => insertion.at === first && !stays(insertion));
    room -= (turns[index]?.text.length ?? 0) + length(used.flatMap(({ messages }) => messages));
    if (room < 0 && first < turns.length) break;
    first = index;
  }
  if (first === 0) return { view, insertions, dropped: 0 };
  return {
    view: { ...view, turns: turns.slice(first) },
    insertions: insertions
      .filter((insertion) => insertion.at > first || stays(insertion))
      .map((insertion) => ({ ...insertion, at: Math.max(0, insertion.at - first) })),
    dropped: first,
  };
}

function length(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}

function stays({ messages }: InsertedMessages): boolean {
  return messages.every(({ role }) => role === "system");
}
