import type { TurnTaking } from "./turn-taking.ts";

/**
 * Everyone in the order of the participants, over and over; two simply alternate. The speaker after whoever spoke
 * last is next, so an opening by somebody out of turn does not break the order.
 */
export function alternate(): TurnTaking {
  return {
    name: "alternate",
    next({ participants, turns }) {
      const last = participants.findIndex(({ name }) => name === turns.at(-1)?.speaker);
      return { speaker: participants[(last + 1) % participants.length]?.name };
    },
  };
}
