import { checkArguments } from "@sdialog/core/internal";
import type { TurnTaking, TurnTakingState } from "./turn-taking.ts";

/**
 * Everyone in the order of the participants, over and over; two simply alternate. The speaker after whoever spoke
 * last is next, so an opening by somebody out of turn does not break the order.
 */
export function alternate(): TurnTaking {
  checkArguments("alternate", arguments, 0);
  return { name: "alternate", next: (state) => ({ speaker: nextInOrder(state) }) };
}

/** The first eligible participant after the one who spoke last. */
export function nextInOrder({ participants, turns, eligible }: TurnTakingState): string | undefined {
  const names = participants.map(({ name }) => name);
  const start = names.indexOf(turns.at(-1)?.speaker ?? "") + 1;
  return [...names.slice(start), ...names.slice(0, start)].find((name) => eligible.includes(name));
}
