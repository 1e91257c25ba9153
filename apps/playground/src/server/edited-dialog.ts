import { Dialog, InvalidArgumentError } from "@sdialog/core";

/**
 * A dialogue in which one turn has other words, in its events as well. It keeps its id: it is the parent of what
 * goes on from it.
 *
 * @param turn index of the turn
 * @throws InvalidArgumentError when there is no such turn
 */
export function editedDialog(dialog: Dialog, turn: number, text: string): Dialog {
  if (dialog.turns[turn] === undefined)
    throw new InvalidArgumentError(`The dialogue has no turn ${turn + 1} to edit`);
  let uttered = 0;
  const events = dialog.events?.map((event) =>
    event.action === "utter" && uttered++ === turn ? { ...event, content: text } : event,
  );
  const turns = dialog.turns.map((each, index) => (index === turn ? { ...each, text } : each));
  return new Dialog({ ...dialog.toJSON(), turns, events: events ?? null });
}
