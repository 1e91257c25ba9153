import { checkArguments, checkOptions, requireArguments } from "@sdialog/core/internal";
import { Dialog, InvalidArgumentError } from "@sdialog/core";
import type { Conversation } from "./conversation.ts";
import type { ConversationRunOptions } from "./conversation-options.ts";

/**
 * Continues a dialogue from one of its turns, in a conversation in which something may be different: a persona, a
 * model, noise, a steering direction. With nothing changed, and rules and tools that need no memory of their own, the
 * branch says what the original said.
 *
 * @param dialog the original; it becomes the parent
 * @param turn how many of its turns are kept
 * @param conversation the conversation that continues it; its participants must have the original's names
 * @param options as for a run; the seed defaults to the original's
 * @throws InvalidArgumentError when the original has fewer turns
 */
export async function branch(
  dialog: Dialog,
  turn: number,
  conversation: Conversation,
  options: Omit<ConversationRunOptions, "from" | "parentId"> = {},
): Promise<Dialog> {
  checkArguments("branch", arguments, 4);
  checkOptions("branch", options, {
    seed: true,
    signal: true,
    id: true,
    notes: true,
    clock: true,
    onEvent: true,
  });
  requireArguments("branch", arguments, 3);
  const seed = options.seed ?? dialog.seed ?? undefined;
  return conversation.run({ ...options, seed, from: firstTurns(dialog, turn) });
}

/** A dialogue up to its turn `count`, with the events up to then; it keeps its id. */
function firstTurns(dialog: Dialog, count: number): Dialog {
  if (!Number.isInteger(count) || count < 0 || count > dialog.length) {
    throw new InvalidArgumentError(
      `The dialogue has ${dialog.length} turns; it cannot be continued from turn ${count}`,
    );
  }
  let uttered = 0;
  const events = dialog.events?.filter(({ action }) => {
    const belongs = uttered < count;
    if (action === "utter") uttered++;
    return belongs;
  });
  return new Dialog({ ...dialog.toJSON(), turns: dialog.turns.slice(0, count), events: events ?? null });
}
